package org.stillpoint.ui.internal.history;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IMemento;
import org.stillpoint.api.run.Verdict;
import org.stillpoint.plot.Figures;
import org.stillpoint.ui.internal.part.Choices;

/** Words, verdict, problem type and solver that the shown runs must have. */
final class FilterBar {

    private static final String WORDS = "words";
    private static final String VERDICT = "verdict";
    private static final String TYPE = "type";
    private static final String SOLVER = "solver";
    private static final int WORDS_WIDTH = 100;
    private static final int COMBO_WIDTH = 112;

    private final Composite area;
    private final Text words;
    private final Combo verdicts;
    private final Combo types;
    private final Combo solvers;
    private final Label count;

    FilterBar(Composite parent, Runnable changed) {
        area = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(5).margins(4, 3).spacing(4, 0).applyTo(area);
        words = new Text(area, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL);
        words.setMessage(Messages.filter);
        words.setToolTipText(Messages.filter_words);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(WORDS_WIDTH, SWT.DEFAULT).applyTo(words);
        words.addModifyListener(event -> changed.run());
        verdicts = combo(Messages.filter_anyVerdict, changed);
        types = combo(Messages.filter_anyType, changed);
        solvers = combo(Messages.filter_anySolver, changed);
        Stream.of(Verdict.values()).map(RunColumn::words).forEach(verdicts::add);
        count = new Label(area, SWT.RIGHT);
        GridDataFactory.fillDefaults().align(SWT.FILL, SWT.CENTER).applyTo(count);
    }

    private Combo combo(String any, Runnable changed) {
        Combo combo = new Combo(area, SWT.READ_ONLY);
        combo.add(any);
        combo.select(0);
        combo.setToolTipText(any);
        combo.getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent event) {
                event.result = any;
            }
        });
        combo.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> changed.run()));
        GridDataFactory.fillDefaults().align(SWT.FILL, SWT.CENTER).hint(COMBO_WIDTH, SWT.DEFAULT).applyTo(combo);
        return combo;
    }

    Composite control() {
        return area;
    }

    /** The field of words. */
    Text words() {
        return words;
    }

    RunFilter filter() {
        int verdict = verdicts.getSelectionIndex();
        return new RunFilter(RunFilter.words(words.getText()),
                verdict <= 0 ? Optional.empty() : Optional.of(Verdict.values()[verdict - 1]), chosen(types), chosen(solvers));
    }

    private static Optional<String> chosen(Combo combo) {
        return combo.getSelectionIndex() <= 0 ? Optional.empty() : Optional.of(combo.getText());
    }

    /** Shows everything again; nobody is told. */
    void clear() {
        words.setText("");
        verdicts.select(0);
        types.select(0);
        solvers.select(0);
    }

    /** Offers what the runs have, and tells how many are shown. What is chosen stays, be there such runs or not. */
    void update(Listing listing) {
        offer(types, listing.types());
        offer(solvers, listing.solvers());
        String total = listing.total() == 1 ? Messages.filter_one : NLS.bind(Messages.filter_all, Figures.count(listing.total()));
        String text = listing.entries().size() == listing.total() ? total
                : NLS.bind(Messages.filter_some, Figures.count(listing.entries().size()), total);
        if (!text.equals(count.getText())) {
            count.setText(text);
            area.layout(true);
        }
    }

    private static void offer(Combo combo, List<String> names) {
        Optional<String> chosen = chosen(combo);
        List<String> offered = Stream.concat(names.stream(), chosen.filter(name -> !names.contains(name)).stream()).toList();
        List<String> present = List.of(combo.getItems()).subList(1, combo.getItemCount());
        if (!offered.equals(present)) {
            Choices.set(combo, Stream.concat(Stream.of(combo.getItem(0)), offered.stream()).toList());
            combo.select(chosen.map(name -> offered.indexOf(name) + 1).orElse(0));
        }
    }

    void restore(IMemento state) {
        Optional.ofNullable(state.getString(WORDS)).ifPresent(words::setText);
        Optional.ofNullable(state.getInteger(VERDICT)).filter(index -> index < verdicts.getItemCount()).ifPresent(verdicts::select);
        restore(types, state.getString(TYPE));
        restore(solvers, state.getString(SOLVER));
    }

    private static void restore(Combo combo, String name) {
        if (name != null) {
            combo.add(name);
            combo.select(combo.getItemCount() - 1);
        }
    }

    void save(IMemento state) {
        state.putString(WORDS, words.getText());
        state.putInteger(VERDICT, verdicts.getSelectionIndex());
        chosen(types).ifPresent(name -> state.putString(TYPE, name));
        chosen(solvers).ifPresent(name -> state.putString(SOLVER, name));
    }
}
