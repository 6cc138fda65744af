package org.stillpoint.ui.itest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;

/** What a user does in the views, and what is seen there. */
final class User {

    private static final String VIEW = "org.stillpoint.ui.view.";
    private static final Pattern CURVE = Pattern.compile(": \\d+ points, .* at iteration (\\d+)");

    private final Robot robot;

    User(Robot robot) {
        this.robot = robot;
    }

    /** An example that the product brings. */
    static Path example(String name) {
        return Path.of(System.getProperty("stillpoint.examples"), name);
    }

    void show(String view) {
        robot.show(VIEW + view);
    }

    /** Drops a file on a view. */
    void drop(String view, Path file) {
        show(view);
        robot.await("the view " + view, () -> robot.named(Composite.class, view).isPresent());
        robot.ui(() -> {
            robot.drop(robot.named(Composite.class, view).orElseThrow(), file);
            return null;
        });
    }

    /** Opens a problem by dropping its file, and waits until it is the active one. */
    void open(Path file) {
        drop("problem", file);
        String name = file.getFileName().toString();
        robot.await(name + " is open", () -> robot.named(Combo.class, "problem.problems")
                .filter(combo -> name.startsWith(combo.getText().split(" ")[0])).isPresent());
        show("run");
        robot.await("the form offers solvers for " + name, () -> robot.first(Label.class, label -> label.getText().replace("&", "")
                .startsWith("Solvers for " + name)).isPresent() && !rows("run.solvers").isEmpty());
    }

    /** The names of the open problems. */
    List<String> problems() {
        show("problem");
        return robot.ui(() -> List.of(robot.named(Combo.class, "problem.problems").map(Combo::getItems).orElse(new String[0])));
    }

    /** The rows of a table; on the thread of the windows. */
    private List<TableItem> rows(String table) {
        return robot.named(Table.class, table).map(Table::getItems).map(List::of).orElse(List.of());
    }

    /** The solvers that the form offers. */
    List<String> offered() {
        show("run");
        return robot.ui(() -> rows("run.solvers").stream().map(TableItem::getText).toList());
    }

    /** Checks solvers in the form, and starts them. */
    void run(String... solvers) {
        Set<String> wanted = Set.of(solvers);
        show("run");
        robot.await("the form offers " + wanted,
                () -> rows("run.solvers").stream().map(TableItem::getText).toList().containsAll(wanted));
        robot.ui(() -> {
            Table table = robot.named(Table.class, "run.solvers").orElseThrow();
            for (TableItem item : table.getItems()) {
                if (item.getChecked() != wanted.contains(item.getText())) {
                    item.setChecked(!item.getChecked());
                    robot.notify(table, SWT.Selection, item, SWT.CHECK);
                }
            }
            return null;
        });
        start();
    }

    /** Starts the solvers that are checked. */
    void start() {
        robot.await("Start is possible", () -> robot.named(Button.class, "run.start").filter(Button::isEnabled).isPresent());
        robot.ui(() -> {
            robot.click(robot.named(Button.class, "run.start").orElseThrow());
            return null;
        });
    }

    /** Cancels the run of a solver by the button in its row. */
    void cancel(String solver) {
        show("run");
        robot.await("a run of " + solver + " goes on", () -> cancelButton(solver).isPresent());
        robot.ui(() -> {
            robot.click(cancelButton(solver).orElseThrow());
            return null;
        });
    }

    private Optional<Button> cancelButton(String solver) {
        return robot.first(Button.class, button -> ("run.cancel." + solver).equals(button.getData("org.stillpoint.ui.id"))
                && button.isEnabled());
    }

    /** The rows of the history, from top to bottom, the texts of their columns divided by bars. */
    List<String> history() {
        show("runs");
        return robot.ui(() -> {
            List<String> rows = new ArrayList<>();
            for (TableItem item : rows("runs.table")) {
                rows.add(text(item));
            }
            return rows;
        });
    }

    private static String text(TableItem item) {
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < item.getParent().getColumnCount(); column++) {
            text.append(item.getText(column)).append(" | ");
        }
        return text.toString();
    }

    /** Waits for a row of the history. */
    void awaitRun(String what, Predicate<String> wanted) {
        show("runs");
        robot.await(what, () -> rows("runs.table").stream().map(User::text).anyMatch(wanted));
    }

    /** The number of runs in the history. */
    int runs() {
        show("runs");
        return robot.ui(() -> robot.named(Table.class, "runs.table").map(Table::getItemCount).orElse(0));
    }

    /** Waits until a number of runs is in the history. */
    void awaitRuns(int number) {
        show("runs");
        robot.await(number + " runs in the history",
                () -> robot.named(Table.class, "runs.table").map(Table::getItemCount).orElse(0) == number);
    }

    /** Waits until no run goes on. */
    void awaitNoneRuns() {
        show("runs");
        robot.await("the end of all runs", () -> rows("runs.table").stream().map(User::text)
                .noneMatch(row -> row.contains("running") || row.contains("verifying") || row.contains("queued")));
    }

    /** Selects a run in the history, so that the other views are about it. */
    void selectRun(Predicate<String> wanted) {
        show("runs");
        robot.ui(() -> {
            TableItem item = rows("runs.table").stream().filter(row -> wanted.test(text(row))).findFirst().orElseThrow();
            item.getParent().setSelection(item);
            robot.notify(item.getParent(), SWT.Selection, item, 0);
            return null;
        });
    }

    /** Waits for a verdict in the view of results. */
    void awaitResult(String... words) {
        show("result");
        robot.await("a result with " + List.of(words), () -> robot.named(Label.class, "result.badge").map(Label::getText)
                .filter(text -> List.of(words).stream().allMatch(text::contains)).isPresent());
    }

    /** Turns to a page of the result. */
    void turnTo(String page) {
        show("result");
        robot.ui(() -> {
            CTabFolder tabs = robot.named(CTabFolder.class, "result.tabs").orElseThrow();
            for (int i = 0; i < tabs.getItemCount(); i++) {
                if (tabs.getItem(i).getText().equals(page)) {
                    tabs.setSelection(i);
                    robot.notify(tabs, SWT.Selection, tabs.getItem(i), 0);
                }
            }
            return null;
        });
    }

    /** The iteration at which the longest of the curves ends that are plotted now, 0 without any. */
    long plottedIterations() {
        return lastIterations().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /** The curves with points that are plotted now. */
    int curves() {
        return lastIterations().size();
    }

    private List<Long> lastIterations() {
        return robot.ui(() -> {
            Matcher curve = CURVE.matcher(robot.description(robot.named(Canvas.class, "convergence.plot").orElseThrow()));
            List<Long> iterations = new ArrayList<>();
            while (curve.find()) {
                iterations.add(Long.valueOf(curve.group(1)));
            }
            return iterations;
        });
    }

    /** An item in the tree of solvers; on the thread of the windows. */
    Optional<TreeItem> solver(String... path) {
        return robot.named(Tree.class, "solvers.tree").flatMap(tree -> robot.item(tree, path));
    }

    /** Selects an item in the tree of solvers. */
    void selectSolver(String... path) {
        show("solvers");
        robot.ui(() -> {
            TreeItem item = solver(path).orElseThrow();
            item.getParent().setSelection(item);
            robot.notify(item.getParent(), SWT.Selection, item, 0);
            return null;
        });
    }
}
