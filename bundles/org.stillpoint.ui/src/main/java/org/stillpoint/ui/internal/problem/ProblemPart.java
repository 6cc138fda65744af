package org.stillpoint.ui.internal.problem;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.osgi.util.NLS;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.plot.Figures;

/**
 * A part of a problem in words.
 *
 * @param name what it is called, with the names of the parts around it
 * @param size its extent, empty for a single value
 * @param content what is in it
 */
record ProblemPart(String name, String size, String content) {

    private static final String WITHIN = " / ";
    private static final String TIMES = " \u00d7 ";
    private static final int MOST_NAMES = 6;
    private static final int MOST_RECORDS = 50;
    private static final int FEW = 8;
    private static final int DIGITS = 6;

    /** The parts of a record, from the outside in. */
    static List<ProblemPart> of(DataRecord record) {
        List<ProblemPart> parts = new ArrayList<>();
        collect("", record, parts);
        return parts;
    }

    private static void collect(String prefix, DataRecord record, List<ProblemPart> parts) {
        record.fields().forEach((field, value) -> {
            String name = prefix + Figures.words(field);
            if (value instanceof DataRecord inner) {
                collect(name + WITHIN, inner, parts);
            } else if (value instanceof List<?> list) {
                list(name, list, parts);
            } else if (value instanceof NamedArray array) {
                parts.add(new ProblemPart(name, shape(array), content(array)));
            } else if (!"".equals(value)) {
                parts.add(new ProblemPart(name, "", single(value)));
            }
        });
    }

    private static void list(String name, List<?> list, List<ProblemPart> parts) {
        if (list.isEmpty()) {
            return;
        }
        if (list.get(0) instanceof DataRecord) {
            parts.add(new ProblemPart(name, String.valueOf(list.size()), NLS.bind(Messages.records, list.size())));
            for (int i = 0; i < Math.min(list.size(), MOST_RECORDS); i++) {
                collect(name + " " + (i + 1) + WITHIN, (DataRecord) list.get(i), parts);
            }
            return;
        }
        String shown = list.stream().limit(MOST_NAMES).map(String::valueOf).collect(Collectors.joining(", "))
                + (list.size() > MOST_NAMES ? ", ..." : "");
        parts.add(new ProblemPart(name, Figures.count(list.size()), NLS.bind(Messages.names, Figures.count(list.size()), shown)));
    }

    private static String single(Object value) {
        return value instanceof Double number ? Figures.value(number) : value instanceof Long count ? Figures.count(count)
                : value instanceof Boolean truth ? truth ? Messages.yes : Messages.no : String.valueOf(value);
    }

    private static String shape(NamedArray array) {
        return Arrays.stream(array.shape()).mapToObj(Figures::count).collect(Collectors.joining(TIMES));
    }

    private static String content(NamedArray array) {
        int length = array.length();
        if (length <= FEW) {
            List<String> each = new ArrayList<>();
            for (int i = 0; i < length; i++) {
                each.add(Figures.digits(Array.getDouble(array.values(), i), DIGITS));
            }
            return String.join(", ", each);
        }
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        long nonzeros = 0;
        for (int i = 0; i < length; i++) {
            double value = Array.getDouble(array.values(), i);
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
            nonzeros += value != 0 ? 1 : 0;
        }
        String range = NLS.bind(Messages.range, Figures.digits(least, DIGITS), Figures.digits(greatest, DIGITS));
        return nonzeros == length ? range : range + ", " + NLS.bind(Messages.nonzeros, Figures.count(nonzeros));
    }
}
