package org.stillpoint.ui.internal.part;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.ui.IMemento;

/** How the parts of a view share its room, from one session to the next. */
public final class SashWeights {

    private static final String KEY = "weights";
    private static final Pattern FORM = Pattern.compile("\\d{1,6}(,\\d{1,6})*");

    private SashWeights() {
    }

    /** Saves the weights of the only sash of a view. */
    public static void save(SashForm sash, IMemento memento) {
        memento.putString(KEY, IntStream.of(sash.getWeights()).mapToObj(String::valueOf).collect(Collectors.joining(",")));
    }

    /**
     * Gives a sash the weights that were saved.
     *
     * @param memento what was saved; null if nothing was
     * @param standard the weights where none were saved
     */
    public static void restore(SashForm sash, IMemento memento, int... standard) {
        String text = memento == null ? null : memento.getString(KEY);
        int[] weights = text == null || !FORM.matcher(text).matches() ? standard
                : Stream.of(text.split(",")).mapToInt(Integer::parseInt).toArray();
        boolean usable = weights.length == standard.length && IntStream.of(weights).sum() > 0;
        sash.setWeights(usable ? weights : standard);
    }
}
