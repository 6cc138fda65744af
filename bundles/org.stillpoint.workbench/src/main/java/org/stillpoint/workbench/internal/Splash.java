package org.stillpoint.workbench.internal;

import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.resource.ResourceLocator;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;

/** The picture that is shown while the workbench starts. */
final class Splash {

    private final Shell shell;

    Splash(Display display) {
        shell = new Shell(display, SWT.NO_TRIM);
        Image image = ResourceLocator.imageDescriptorFromBundle(Splash.class, "icons/splash.png")
                .orElseGet(ImageDescriptor::getMissingImageDescriptor).createImage(display);
        shell.addDisposeListener(gone -> image.dispose());
        shell.addPaintListener(event -> event.gc.drawImage(image, 0, 0));
        Rectangle size = image.getBounds();
        Rectangle screen = display.getPrimaryMonitor().getBounds();
        shell.setBounds(screen.x + (screen.width - size.width) / 2, screen.y + (screen.height - size.height) / 2, size.width, size.height);
        shell.open();
        while (display.readAndDispatch()) {
            // Lets the picture be painted: from here on the thread starts the workbench.
        }
    }

    void close() {
        if (!shell.isDisposed()) {
            shell.dispose();
        }
    }
}
