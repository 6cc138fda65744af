package org.stillpoint.ui.internal.part;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DropTarget;
import org.eclipse.swt.dnd.DropTargetAdapter;
import org.eclipse.swt.dnd.DropTargetEvent;
import org.eclipse.swt.dnd.FileTransfer;
import org.eclipse.swt.widgets.Control;

/** Takes files that are dropped on a control; they stay where they are, so whoever drags them is never told that they were moved. */
public final class FileDrop extends DropTargetAdapter {

    private final Consumer<List<Path>> taker;

    private FileDrop(Consumer<List<Path>> taker) {
        this.taker = taker;
    }

    /** Lets a control and all that lies in it take files. */
    public static void accept(Control control, Consumer<List<Path>> taker) {
        DropTarget target = new DropTarget(control, DND.DROP_COPY | DND.DROP_MOVE | DND.DROP_LINK | DND.DROP_DEFAULT);
        target.setTransfer(FileTransfer.getInstance());
        target.addDropListener(new FileDrop(taker));
    }

    @Override
    public void dragEnter(DropTargetEvent event) {
        leaveThere(event);
    }

    @Override
    public void dragOperationChanged(DropTargetEvent event) {
        leaveThere(event);
    }

    private static void leaveThere(DropTargetEvent event) {
        event.detail = (event.operations & DND.DROP_COPY) != 0 ? DND.DROP_COPY
                : (event.operations & DND.DROP_LINK) != 0 ? DND.DROP_LINK : DND.DROP_NONE;
    }

    @Override
    public void drop(DropTargetEvent event) {
        if (event.data instanceof String[] names) {
            taker.accept(Stream.of(names).map(Path::of).toList());
        }
    }
}
