package org.stillpoint.ui.internal.solvers;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.osgi.util.NLS;
import org.stillpoint.api.options.OptionDeclaration;
import org.stillpoint.api.run.InstallReport;
import org.stillpoint.api.run.InstalledFeature;
import org.stillpoint.api.run.SolverDescriptor;
import org.stillpoint.ui.internal.part.RichText;
import org.stillpoint.ui.internal.part.RichText.Look;
import org.stillpoint.ui.internal.solvers.Catalogue.Family;
import org.stillpoint.ui.internal.solvers.Catalogue.Method;
import org.stillpoint.ui.internal.solvers.Catalogue.Node;
import org.stillpoint.ui.internal.solvers.Catalogue.Other;
import org.stillpoint.ui.internal.solvers.Catalogue.Release;

/** What there is to say of solvers and of their installation. */
final class Descriptions {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
            .withZone(ZoneId.systemDefault());

    private Descriptions() {
    }

    /** What is installed under that name. */
    static RichText of(Node node) {
        if (node instanceof Family family) {
            return of(family);
        }
        if (node instanceof Other other) {
            return of(other.feature());
        }
        return of(node instanceof Method method ? method.release() : (Release) node);
    }

    private static RichText of(Family family) {
        String types = family.methods().stream().map(method -> method.release().solver().problemType()).distinct().sorted()
                .collect(Collectors.joining(", "));
        return new RichText().styled(family.name(), Look.TITLE).plain("\n").field(Messages.solverCount,
                String.valueOf(family.methods().size())).field(Messages.problems, types);
    }

    private static RichText of(InstalledFeature feature) {
        RichText text = new RichText().styled(feature.id(), Look.TITLE).plain("\n").field(Messages.feature, label(feature))
                .field(Messages.bundle, String.join(", ", feature.bundles()));
        return feature.draining() ? text.styled(leaving(0), Look.WRONG) : text;
    }

    private static RichText of(Release release) {
        SolverDescriptor solver = release.solver();
        RichText text = new RichText().styled(solver.title(), Look.TITLE).plain("\n").plain(solver.id() + " " + solver.version());
        if (release.called()) {
            text.styled("  " + Messages.called, Look.MUTED);
        }
        text.plain("\n").field(Messages.problem, solver.problemType()).field(Messages.paper, solver.paper())
                .field(Messages.bundle, solver.bundle() + " " + solver.version())
                .field(Messages.feature, release.feature().map(Descriptions::label).orElse(Messages.ofProduct));
        if (release.leaving()) {
            text.styled(leaving(release.runs()), Look.WRONG).plain("\n");
        }
        if (!solver.options().declarations().isEmpty()) {
            text.plain("\n").styled(Messages.options, Look.TITLE);
            solver.options().declarations().forEach(option -> append(option, text));
        }
        return text;
    }

    private static void append(OptionDeclaration option, RichText text) {
        text.plain("\n").styled(option.name(), Look.NAME).plain(" = " + value(option.standard())).styled("  " + option.range(), Look.MUTED);
        if (!option.description().isEmpty()) {
            text.plain("\n").linked(option.description());
        }
    }

    /** A default value, as it can be typed. */
    static String value(Object standard) {
        if (standard instanceof Boolean truth) {
            return truth ? "on" : "off";
        }
        if (standard instanceof Double number) {
            return number.toString().replaceFirst("\\.0(E|$)", "$1").replace('E', 'e');
        }
        return standard instanceof String text && text.isEmpty() ? Messages.emptyText : String.valueOf(standard);
    }

    private static String label(InstalledFeature feature) {
        return NLS.bind(Messages.featureSince, new Object[] {feature.id(), feature.version(), TIME.format(feature.installed())});
    }

    /** That something takes no new runs. */
    static String leaving(int runs) {
        return switch (runs) {
            case 0 -> Messages.leaving;
            case 1 -> Messages.leavingOne;
            default -> NLS.bind(Messages.leavingSome, runs);
        };
    }

    /** Every step of a transaction, or of several. */
    static RichText of(List<Transaction> transactions) {
        RichText text = new RichText();
        for (Iterator<Transaction> each = transactions.iterator(); each.hasNext();) {
            append(each.next(), text);
            if (each.hasNext()) {
                text.plain("\n");
            }
        }
        return text;
    }

    private static void append(Transaction transaction, RichText text) {
        InstallReport report = transaction.report();
        text.styled(transaction.title(), Look.TITLE).plain("\n");
        transaction.reason().ifPresentOrElse(
                reason -> text.styled(Messages.wasRefused, Look.WRONG).plain("\n" + reason + "\n"),
                () -> text.styled(NLS.bind(Messages.done, report.feature(), report.version()), Look.NAME).plain("\n"));
        int number = 0;
        for (String step : report.steps()) {
            number++;
            text.plain(number + ". " + step + "\n");
        }
    }
}
