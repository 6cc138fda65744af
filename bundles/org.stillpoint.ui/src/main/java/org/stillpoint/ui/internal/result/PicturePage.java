package org.stillpoint.ui.internal.result;

import java.util.List;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.stillpoint.plot.Picture;
import org.stillpoint.ui.internal.paint.PictureCanvas;
import org.stillpoint.ui.internal.part.Choices;
import org.stillpoint.ui.internal.part.PlatformColours;

/** The pictures of a solution, one at a time. */
final class PicturePage {

    private final Composite area;
    private final Combo choice;
    private final Button save;
    private final PictureCanvas canvas;
    private List<Picture> pictures = List.of();

    PicturePage(Composite parent, Runnable saver) {
        area = new Composite(parent, SWT.NONE);
        GridLayoutFactory.swtDefaults().numColumns(3).margins(4, 4).applyTo(area);
        new Label(area, SWT.NONE).setText(Messages.picture);
        choice = new Combo(area, SWT.READ_ONLY | SWT.DROP_DOWN);
        GridDataFactory.fillDefaults().grab(true, false).hint(1, SWT.DEFAULT).applyTo(choice);
        choice.addListener(SWT.Selection, event -> canvas().setPicture(pictures.get(choice.getSelectionIndex())));
        save = PlatformColours.keep(new Button(area, SWT.PUSH));
        save.setText(Messages.savePicture);
        save.addListener(SWT.Selection, event -> saver.run());
        canvas = new PictureCanvas(area);
        GridDataFactory.fillDefaults().grab(true, true).span(3, 1).hint(1, 1).applyTo(canvas);
    }

    Composite control() {
        return area;
    }

    private PictureCanvas canvas() {
        return canvas;
    }

    /** The picture that is seen; null if there is none. */
    Picture picture() {
        return canvas.getPicture();
    }

    void show(List<Picture> all) {
        pictures = all;
        Choices.set(choice, all.isEmpty() ? List.of(Messages.noPicture) : all.stream().map(Picture::title).toList());
        choice.select(0);
        choice.setEnabled(!all.isEmpty());
        save.setEnabled(!all.isEmpty());
        canvas.setPicture(all.isEmpty() ? null : all.get(0));
    }
}
