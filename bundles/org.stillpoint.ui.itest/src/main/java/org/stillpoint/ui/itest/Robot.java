package org.stillpoint.ui.itest;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.core.commands.common.CommandException;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.Accessible;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.accessibility.AccessibleListener;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DropTarget;
import org.eclipse.swt.dnd.DropTargetEvent;
import org.eclipse.swt.dnd.DropTargetListener;
import org.eclipse.swt.dnd.FileTransfer;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.swt.widgets.Widget;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.IHandlerService;

/** Finds and works widgets as a user does, from another thread than theirs, and waits for what follows without holding theirs. */
final class Robot {

    private static final long PATIENCE_MILLISECONDS = 20_000;
    private static final long PAUSE_MILLISECONDS = 30;
    private static final int MOST_GLANCES = 20;
    private static final long GLANCE_MILLISECONDS = 100;
    /** The key under which the views name their widgets. */
    private static final String NAME = "org.stillpoint.ui.id";

    private final Display display = PlatformUI.getWorkbench().getDisplay();

    /** The value of something that only the thread of the windows may do. */
    <T> T ui(Callable<T> action) {
        AtomicReference<T> result = new AtomicReference<>();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        display.syncExec(() -> {
            try {
                result.set(action.call());
            } catch (Exception | AssertionError failed) {
                failure.set(failed);
            }
        });
        if (failure.get() != null) {
            throw new AssertionError(failure.get());
        }
        return result.get();
    }

    /** Waits until something holds; the condition is asked on the thread of the windows. */
    void await(String what, BooleanSupplier condition) {
        long end = System.currentTimeMillis() + PATIENCE_MILLISECONDS;
        while (!ui(condition::getAsBoolean)) {
            if (System.currentTimeMillis() > end) {
                throw new AssertionError("waited in vain: " + what);
            }
            pause(PAUSE_MILLISECONDS);
        }
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    /** The window; on the thread of the windows. */
    IWorkbenchWindow window() {
        return PlatformUI.getWorkbench().getWorkbenchWindows()[0];
    }

    /** Opens a view and brings it to the top. */
    IViewPart show(String id) {
        return ui(() -> window().getActivePage().showView(id));
    }

    /** All widgets of a type below a control, those that can be seen. */
    <W extends Control> List<W> all(Control root, Class<W> type, Predicate<W> wanted) {
        List<W> found = new ArrayList<>();
        collect(root, type, wanted, found);
        return found;
    }

    private static <W extends Control> void collect(Control control, Class<W> type, Predicate<W> wanted, List<W> found) {
        if (type.isInstance(control) && wanted.test(type.cast(control))) {
            found.add(type.cast(control));
        }
        if (control instanceof Composite composite) {
            for (Control child : composite.getChildren()) {
                collect(child, type, wanted, found);
            }
        }
    }

    /** The first widget of a type in the window that is seen. */
    <W extends Control> Optional<W> first(Class<W> type, Predicate<W> wanted) {
        return all(window().getShell(), type, control -> control.isVisible() && wanted.test(control)).stream().findFirst();
    }

    /** The widget of a name, if it is seen. */
    <W extends Control> Optional<W> named(Class<W> type, String name) {
        return first(type, control -> name.equals(control.getData(NAME)));
    }

    /** Whether a text is seen somewhere in the window. */
    boolean says(String text) {
        return first(Control.class, control -> textOf(control).contains(text)).isPresent();
    }

    private static String textOf(Control control) {
        return control instanceof Text text ? text.getText() : control instanceof Label label ? label.getText()
                : control instanceof StyledText styled ? styled.getText() : "";
    }

    /** Tells a control of an event, as the display does. */
    void notify(Control control, int type, Widget item, int detail) {
        Event event = new Event();
        event.type = type;
        event.item = item;
        event.detail = detail;
        control.notifyListeners(type, event);
    }

    /** Types a key into a control, and waits for nothing: what follows may be a dialog. */
    void type(Control control, int key) {
        display.asyncExec(() -> {
            Event event = new Event();
            event.type = SWT.KeyDown;
            event.keyCode = key;
            control.notifyListeners(SWT.KeyDown, event);
        });
    }

    /** Executes a command, and waits for nothing: what follows may be a dialog. */
    void command(String id) {
        display.asyncExec(() -> {
            try {
                window().getService(IHandlerService.class).executeCommand(id, null);
            } catch (CommandException failed) {
                throw new AssertionError(failed);
            }
        });
    }

    /** A button of a dialog that is open. */
    Optional<Button> dialogButton(String text) {
        return Stream.of(display.getShells()).filter(shell -> shell != window().getShell() && shell.isVisible())
                .flatMap(shell -> all(shell, Button.class, button -> button.getText().replace("&", "").equals(text)).stream()).findFirst();
    }

    /** What a screen reader says of a control. */
    String description(Control control) throws ReflectiveOperationException {
        Field field = Accessible.class.getDeclaredField("accessibleListeners");
        field.setAccessible(true);
        AccessibleEvent event = new AccessibleEvent(control);
        for (Object listener : (List<?>) field.get(control.getAccessible())) {
            ((AccessibleListener) listener).getDescription(event);
        }
        return event.result;
    }

    /** Selects a widget as a click does. */
    void click(Widget widget) {
        Event event = new Event();
        event.widget = widget;
        event.type = SWT.Selection;
        widget.notifyListeners(SWT.Selection, event);
    }

    /** The item of a tree whose text, down from the root, is named; the branches above are opened. */
    Optional<TreeItem> item(Tree tree, String... path) {
        TreeItem[] items = tree.getItems();
        TreeItem found = null;
        for (String name : path) {
            found = null;
            for (TreeItem item : items) {
                if (item.getText().contains(name)) {
                    found = item;
                    break;
                }
            }
            if (found == null) {
                return Optional.empty();
            }
            open(tree, found);
            items = found.getItems();
        }
        return Optional.ofNullable(found);
    }

    private void open(Tree tree, TreeItem item) {
        if (!item.getExpanded() && item.getItemCount() > 0) {
            notify(tree, SWT.Expand, item, 0);
            item.setExpanded(true);
        }
    }

    /** Drops files on a control, as a file manager does. */
    void drop(Control control, Path... files) throws ReflectiveOperationException {
        DropTarget target = (DropTarget) control.getData(DND.DROP_TARGET_KEY);
        Class<?> type = Class.forName("org.eclipse.swt.dnd.DNDEvent");
        Constructor<?> make = type.getDeclaredConstructor();
        make.setAccessible(true);
        Event raw = (Event) make.newInstance();
        raw.widget = target;
        raw.detail = DND.DROP_COPY;
        String[] names = new String[files.length];
        for (int i = 0; i < files.length; i++) {
            names[i] = files[i].toString();
        }
        raw.data = names;
        set(raw, "operations", DND.DROP_COPY);
        set(raw, "dataType", FileTransfer.getInstance().getSupportedTypes()[0]);
        set(raw, "dataTypes", FileTransfer.getInstance().getSupportedTypes());
        Constructor<DropTargetEvent> event = DropTargetEvent.class.getDeclaredConstructor(type);
        event.setAccessible(true);
        DropTargetEvent drop = event.newInstance(raw);
        for (DropTargetListener listener : target.getDropListeners()) {
            listener.drop(drop);
        }
    }

    private static void set(Object target, String name, Object value) throws ReflectiveOperationException {
        Field field = target.getClass().getDeclaredField(name);
        field.setAccessible(true);
        field.set(target, value);
    }

    /** Writes what a window shows into a file. */
    void screenshot(String name) throws IOException {
        Path folder = Files.createDirectories(Path.of(System.getProperty("stillpoint.tests.screenshots")));
        ImageLoader loader = new ImageLoader();
        loader.data = new ImageData[] {picture(ui(() -> window().getShell()))};
        loader.save(folder.resolve(name + ".png").toString(), SWT.IMAGE_PNG);
    }

    /** What is seen of a control, once it changes no more: after a change of the theme colours pass slowly from the one to the other. */
    ImageData picture(Control control) {
        ImageData before = null;
        ImageData now = glance(control);
        for (int i = 0; i < MOST_GLANCES && (before == null || !Arrays.equals(before.data, now.data)); i++) {
            pause(GLANCE_MILLISECONDS);
            before = now;
            now = glance(control);
        }
        return now;
    }

    private ImageData glance(Control control) {
        return ui(() -> {
            control.update();
            while (display.readAndDispatch()) {
                // Paints what waits to be painted.
            }
            Point size = control instanceof Shell shell ? seen(shell) : control.getSize();
            Point place = control instanceof Shell ? control.getLocation() : control.toDisplay(0, 0);
            Image image = new Image(display, size.x, size.y);
            GC gc = new GC(display);
            try {
                gc.copyArea(image, place.x, place.y);
                return image.getImageData();
            } finally {
                gc.dispose();
                image.dispose();
            }
        });
    }

    /**
     * Makes the window so large that what is seen of it has a size: without a window manager room is left for a frame that nobody
     * draws.
     */
    void resize(int width, int height) {
        ui(() -> {
            Shell shell = window().getShell();
            shell.setBounds(0, 0, width, height);
            Point seen = seen(shell);
            shell.setSize(2 * width - seen.x, 2 * height - seen.y);
            return null;
        });
    }

    private static Point seen(Shell shell) {
        Rectangle content = shell.getClientArea();
        Point corner = shell.toDisplay(content.x + content.width, content.y + content.height);
        return new Point(corner.x - shell.getLocation().x, corner.y - shell.getLocation().y);
    }
}
