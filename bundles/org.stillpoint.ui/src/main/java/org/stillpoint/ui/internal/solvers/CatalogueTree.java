package org.stillpoint.ui.internal.solvers;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jface.viewers.ColumnViewerToolTipSupport;
import org.eclipse.jface.viewers.DelegatingStyledCellLabelProvider;
import org.eclipse.jface.viewers.IElementComparer;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.ITreeContentProvider;
import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.jface.viewers.Viewer;
import org.eclipse.jface.viewers.ViewerFilter;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IMemento;
import org.stillpoint.ui.internal.part.Icons;
import org.stillpoint.ui.internal.part.WidgetNames;
import org.stillpoint.ui.internal.solvers.Catalogue.Family;
import org.stillpoint.ui.internal.solvers.Catalogue.Method;
import org.stillpoint.ui.internal.solvers.Catalogue.Node;

/** A tree of families, solvers and versions that can be narrowed by words, and stays open where it is while solvers come and go. */
final class CatalogueTree {

    private static final String CLOSED = "closed";

    private static final IElementComparer BY_KEY = new IElementComparer() {
        @Override
        public boolean equals(Object one, Object other) {
            return one instanceof Node a && other instanceof Node b ? a.key().equals(b.key()) : one.equals(other);
        }

        @Override
        public int hashCode(Object element) {
            return element instanceof Node node ? node.key().hashCode() : element.hashCode();
        }
    };

    private static final ITreeContentProvider CONTENT = new ITreeContentProvider() {
        @Override
        public Object[] getElements(Object tree) {
            Catalogue shown = ((CatalogueTree) tree).catalogue;
            return Stream.concat(shown.families().stream(), shown.others().stream()).toArray();
        }

        @Override
        public Object[] getChildren(Object node) {
            return node instanceof Family family ? family.methods().toArray()
                    : node instanceof Method method ? method.releases().toArray() : new Object[0];
        }

        @Override
        public Object getParent(Object node) {
            return null;
        }

        @Override
        public boolean hasChildren(Object node) {
            return node instanceof Family || node instanceof Method;
        }
    };

    private final TreeViewer viewer;
    private final Set<String> seen = new HashSet<>();
    /** Families that were closed in the last session or are to be closed again once the filter is gone. */
    private final Set<String> closed = new HashSet<>();
    private Catalogue catalogue = Catalogue.EMPTY;
    private Words words = new Words("");
    private boolean narrowed;

    CatalogueTree(Composite parent) {
        viewer = new TreeViewer(parent, SWT.SINGLE | SWT.H_SCROLL | SWT.V_SCROLL);
        WidgetNames.name(viewer.getTree(), "solvers.tree");
        viewer.setUseHashlookup(true);
        viewer.setComparer(BY_KEY);
        viewer.setContentProvider(CONTENT);
        viewer.setLabelProvider(new DelegatingStyledCellLabelProvider(new CatalogueLabels(new Icons(viewer.getTree()))));
        viewer.addFilter(new ViewerFilter() {
            @Override
            public boolean select(Viewer of, Object parentElement, Object element) {
                return words.match((Node) element);
            }
        });
        ColumnViewerToolTipSupport.enableFor(viewer);
        viewer.setInput(this);
    }

    TreeViewer viewer() {
        return viewer;
    }

    /** What is shown, whatever the filter. */
    Catalogue catalogue() {
        return catalogue;
    }

    /** The number of families and other features that the filter leaves. */
    int shown() {
        return viewer.getTree().getItemCount();
    }

    /** What is selected, as it is now. */
    Optional<Node> selected() {
        Object first = ((IStructuredSelection) viewer.getSelection()).getFirstElement();
        return Optional.ofNullable((Node) first);
    }

    /** Saves which families are closed. */
    void save(IMemento memento) {
        (narrowed ? Set.copyOf(closed) : closedNow()).forEach(family -> memento.createChild(CLOSED, family));
    }

    private Set<String> closedNow() {
        return catalogue.families().stream().filter(family -> !viewer.getExpandedState(family)).map(Family::key)
                .collect(Collectors.toSet());
    }

    /** Takes up which families were closed, before there are any; null if nothing was saved. */
    void restore(IMemento memento) {
        for (IMemento family : memento == null ? new IMemento[0] : memento.getChildren(CLOSED)) {
            closed.add(family.getID());
        }
    }

    /** Shows another state; families are open when they appear, unless they were closed in the last session. */
    void show(Catalogue changed) {
        if (changed.equals(catalogue)) {
            return;
        }
        catalogue = changed;
        viewer.refresh();
        for (Family family : changed.families()) {
            if (seen.add(family.key())) {
                viewer.setExpandedState(family, narrowed || !closed.remove(family.key()));
            }
        }
        seen.retainAll(changed.families().stream().map(Family::key).toList());
    }

    /** Brings what a feature brought into sight; tells whether that is listed. */
    boolean reveal(String feature) {
        Optional<Family> family = catalogue.families().stream().filter(each -> each.methods().stream()
                .flatMap(method -> method.releases().stream()).flatMap(release -> release.feature().stream())
                .anyMatch(brought -> brought.id().equals(feature) && !brought.draining())).findFirst();
        family.ifPresent(viewer::reveal);
        return family.isPresent();
    }

    /** Shows only what all of the words are found in; families are open then, and as they were before once there are no words. */
    void narrow(String text) {
        if (!narrowed) {
            closed.addAll(closedNow());
        }
        narrowed = !text.isBlank();
        words = new Words(text);
        viewer.refresh();
        List<Family> families = catalogue.families();
        families.forEach(family -> viewer.setExpandedState(family, narrowed || !closed.remove(family.key())));
    }
}
