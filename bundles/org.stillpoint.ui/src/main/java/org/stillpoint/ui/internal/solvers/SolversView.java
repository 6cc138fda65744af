package org.stillpoint.ui.internal.solvers;

import java.util.List;
import java.util.Optional;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.progress.IWorkbenchSiteProgressService;
import org.stillpoint.api.run.InstallReport;
import org.stillpoint.api.run.Installer;
import org.stillpoint.api.run.SolverRegistry;
import org.stillpoint.ui.internal.host.Host;
import org.stillpoint.ui.internal.part.FileDrop;
import org.stillpoint.ui.internal.part.RichText;
import org.stillpoint.ui.internal.part.RichTextArea;
import org.stillpoint.ui.internal.part.SashWeights;
import org.stillpoint.ui.internal.part.SessionView;
import org.stillpoint.ui.internal.part.WidgetNames;
import org.stillpoint.ui.internal.solvers.Catalogue.Node;

/** The installed solvers by family, what they are, and how others are installed in their place or beside them. */
public final class SolversView extends SessionView {

    private static final int[] WEIGHTS = {58, 42};

    private Composite content;
    private Text filter;
    private SashForm sash;
    private CatalogueTree tree;
    private RichTextArea details;
    private Changes changes;
    private SolverActions actions;
    private CatalogueReader reader;
    private boolean transactionsShown;
    private String failure = "";
    private String arrived = "";

    @Override
    protected void createContent(Composite parent) {
        content = WidgetNames.name(parent, "solvers");
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(parent);
        filter = new Text(parent, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL | SWT.SINGLE);
        filter.setMessage(Messages.filter);
        filter.setToolTipText(Messages.filter);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(filter);
        sash = new SashForm(parent, SWT.VERTICAL | SWT.SMOOTH);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(sash);
        tree = new CatalogueTree(sash);
        details = new RichTextArea(sash);
        SashWeights.restore(sash, saved(), WEIGHTS);
        tree.restore(saved());
        changes = new Changes(parent, host(), getSite().getService(IWorkbenchSiteProgressService.class), this::changesProgressed);
        actions = new SolverActions(this, changes);
        actions.fill(getViewSite().getActionBars().getToolBarManager());
        actions.fillViewMenu(getViewSite().getActionBars().getMenuManager());
        MenuManager menu = new MenuManager();
        menu.setRemoveAllWhenShown(true);
        menu.addMenuListener(actions::fillContextMenu);
        tree.viewer().getTree().setMenu(menu.createContextMenu(tree.viewer().getTree()));
        getSite().registerContextMenu(menu, tree.viewer());
        getSite().setSelectionProvider(tree.viewer());
        filter.addModifyListener(event -> {
            tree.narrow(filter.getText());
            showDetails();
        });
        filter.addListener(SWT.KeyDown, event -> {
            if (event.keyCode == SWT.ARROW_DOWN) {
                tree.viewer().getTree().setFocus();
            }
        });
        tree.viewer().addSelectionChangedListener(event -> {
            // What is selected may have been uninstalled just now: that is no reason to hide the report.
            transactionsShown &= tree.selected().isEmpty();
            actions.refresh();
            showDetails();
            showMessage();
        });
        FileDrop.accept(parent, changes::install);
        reader = new CatalogueReader(host(), this::read);
    }

    /** Takes what was read, on any thread. */
    private void read(Catalogue catalogue) {
        if (!content.isDisposed()) {
            content.getDisplay().asyncExec(() -> {
                if (!content.isDisposed()) {
                    tree.show(catalogue);
                    if (!arrived.isEmpty() && tree.reveal(arrived)) {
                        arrived = "";
                    }
                    actions.refresh();
                    showDetails();
                    showMessage();
                }
            });
        }
    }

    @Override
    public void saveState(IMemento memento) {
        SashWeights.save(sash, memento);
        tree.save(memento);
    }

    @Override
    protected void refresh() {
        reader.schedule();
        actions.refresh();
        showMessage();
    }

    private void changesProgressed() {
        transactionsShown = !changes.last().isEmpty();
        failure = "";
        arrived = changes.last().stream().map(Transaction::report).filter(InstallReport::installed).map(InstallReport::feature)
                .reduce((earlier, later) -> later).orElse("");
        showDetails();
        refresh();
    }

    private void showDetails() {
        Optional<Node> selected = tree.selected();
        if (transactionsShown) {
            details.show(Descriptions.of(changes.last()));
        } else if (selected.isPresent()) {
            details.show(Descriptions.of(selected.get()));
        } else if (host().registry().isEmpty()) {
            details.show(new RichText());
        } else {
            details.show(new RichText().styled(tree.catalogue().isEmpty() ? Messages.empty
                    : tree.shown() == 0 ? Messages.nothingMatches : Messages.select, RichText.Look.MUTED));
        }
    }

    private void showMessage() {
        String missing = host().missing(SolverRegistry.class, Installer.class);
        List<Transaction> last = changes.last();
        List<Transaction> refused = last.stream().filter(transaction -> !transaction.report().installed()).toList();
        if (!changes.current().isEmpty()) {
            showInformation(NLS.bind(Messages.working, changes.current()));
        } else if (!missing.isEmpty()) {
            showError(missing);
        } else if (!failure.isEmpty()) {
            showError(failure, () -> fail(""));
        } else if (transactionsShown && !refused.isEmpty()) {
            String others = refused.size() == 1 ? "" : " " + NLS.bind(Messages.alsoRefused, refused.size() - 1);
            showError(refused.get(0).summary() + others, this::hideTransactions);
        } else if (transactionsShown) {
            showInformation(last.get(last.size() - 1).summary(), this::hideTransactions);
        } else {
            clearMessage();
        }
    }

    Host host() {
        return session().host();
    }

    CatalogueTree tree() {
        return tree;
    }

    /** Asks for archives and installs them. */
    void install() {
        actions.open(Messages.installTitle);
    }

    void chooseSolver(String id) {
        session().setPreferredSolver(id);
    }

    /** Shows an error until something else happens. */
    void fail(String message) {
        failure = message;
        showMessage();
    }

    void readAgain() {
        reader.schedule();
    }

    private void hideTransactions() {
        transactionsShown = false;
        showDetails();
        showMessage();
    }

    void showTransactions() {
        transactionsShown = !changes.last().isEmpty();
        showDetails();
        showMessage();
    }

    @Override
    public void setFocus() {
        tree.viewer().getTree().setFocus();
    }

    @Override
    public void dispose() {
        if (reader != null) {
            reader.cancel();
        }
        super.dispose();
    }
}
