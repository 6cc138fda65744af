package org.stillpoint.ui.internal.solvers;

import org.eclipse.jface.viewers.DelegatingStyledCellLabelProvider.IStyledLabelProvider;
import org.eclipse.jface.viewers.IToolTipProvider;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.jface.viewers.StyledString;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.graphics.Image;
import org.stillpoint.api.run.SolverDescriptor;
import org.stillpoint.ui.internal.part.Icons;
import org.stillpoint.ui.internal.solvers.Catalogue.Family;
import org.stillpoint.ui.internal.solvers.Catalogue.Method;
import org.stillpoint.ui.internal.solvers.Catalogue.Other;
import org.stillpoint.ui.internal.solvers.Catalogue.Release;

/** A name for each line of the tree, and in less weight what it is. */
final class CatalogueLabels extends LabelProvider implements IStyledLabelProvider, IToolTipProvider {

    private static final int LINE = 64;

    private final Icons icons;

    CatalogueLabels(Icons icons) {
        this.icons = icons;
    }

    @Override
    public StyledString getStyledText(Object element) {
        StyledString text = new StyledString();
        if (element instanceof Family family) {
            return text.append(family.name()).append(" (" + family.methods().size() + ")", StyledString.COUNTER_STYLER);
        }
        if (element instanceof Method method) {
            text.append(method.shortName()).append("  " + method.release().solver().title(), StyledString.QUALIFIER_STYLER);
            return method.release().leaving() ? text.append("  " + leaving(method.releases().stream().mapToInt(Release::runs).sum()),
                    StyledString.DECORATIONS_STYLER) : text;
        }
        if (element instanceof Other other) {
            return text.append(other.feature().id()).append("  " + other.feature().version() + "  " + Messages.noSolver,
                    StyledString.QUALIFIER_STYLER);
        }
        Release release = (Release) element;
        text.append(release.solver().version().toString());
        if (release.called()) {
            text.append("  " + Messages.called, StyledString.QUALIFIER_STYLER);
        }
        if (release.leaving()) {
            text.append("  " + leaving(release.runs()), StyledString.QUALIFIER_STYLER);
        }
        return text.append("  " + release.feature().map(feature -> feature.id()).orElse(Messages.ofProduct),
                StyledString.DECORATIONS_STYLER);
    }

    private static String leaving(int runs) {
        return switch (runs) {
            case 0 -> Messages.leavingLabel;
            case 1 -> Messages.leavingOneLabel;
            default -> NLS.bind(Messages.leavingSomeLabel, runs);
        };
    }

    @Override
    public String getText(Object element) {
        return getStyledText(element).getString();
    }

    @Override
    public Image getImage(Object element) {
        return icons.get(element instanceof Family ? "family" : element instanceof Method ? "solver"
                : element instanceof Release ? "version" : "install");
    }

    @Override
    public String getToolTipText(Object element) {
        if (element instanceof Family || element instanceof Other) {
            return null;
        }
        Release release = element instanceof Method method ? method.release() : (Release) element;
        SolverDescriptor solver = release.solver();
        return solver.title() + "\n" + solver.id() + " " + solver.version() + "\n" + Messages.problem + ": " + solver.problemType()
                + (solver.paper().isEmpty() ? "" : "\n" + wrapped(solver.paper()));
    }

    /** A text in lines that are not much longer than a tooltip should be wide. */
    static String wrapped(String text) {
        return text.replaceAll("(.{" + LINE + "}\\S*)\\s+", "$1\n");
    }
}
