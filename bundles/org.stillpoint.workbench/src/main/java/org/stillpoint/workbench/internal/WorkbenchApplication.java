package org.stillpoint.workbench.internal;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.core.runtime.Platform;
import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.osgi.service.datalocation.Location;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWTError;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.PlatformUI;

/** Runs the workbench until its window is closed. One workbench at a time uses a folder. */
public final class WorkbenchApplication implements IApplication {

    private static final Integer FAILED = 1;

    @Override
    public Object start(IApplicationContext context) {
        Display display;
        try {
            display = PlatformUI.createDisplay();
        } catch (SWTError | UnsatisfiedLinkError noWindows) {
            return refuse(context, NLS.bind(Messages.noDisplay, noWindows.getMessage()));
        }
        try {
            Location folder = Platform.getInstanceLocation();
            String problem = lock(folder);
            if (problem != null) {
                Shell shell = new Shell(display);
                MessageDialog.openError(shell, Messages.name, problem);
                return refuse(context, problem);
            }
            Splash splash = new Splash(display);
            int code = PlatformUI.createAndRunWorkbench(display, new StillpointAdvisor(splash::close, files(context)));
            folder.release();
            return code == PlatformUI.RETURN_RESTART ? EXIT_RESTART : EXIT_OK;
        } finally {
            display.dispose();
        }
    }

    /** The problem files that the command line names. */
    private static List<String> files(IApplicationContext context) {
        return context.getArguments().get(IApplicationContext.APPLICATION_ARGS) instanceof String[] arguments
                ? Stream.of(arguments).filter(argument -> !argument.startsWith("-")).toList() : List.of();
    }

    /** Says why on standard error, where there may be no window to say it in. */
    private static Object refuse(IApplicationContext context, String reason) {
        context.applicationRunning();
        System.err.println("stillpoint-workbench: " + reason);
        return FAILED;
    }

    /** Takes the folder of the workbench's state, or says why that is not possible. */
    private static String lock(Location folder) {
        if (folder == null || folder.getURL() == null) {
            return Messages.noFolder;
        }
        try {
            return folder.lock() ? null : NLS.bind(Messages.inUse, folder.getURL().getPath());
        } catch (IOException failed) {
            return NLS.bind(Messages.cannotLock, folder.getURL().getPath(), failed.getMessage());
        }
    }

    @Override
    public void stop() {
        if (PlatformUI.isWorkbenchRunning()) {
            IWorkbench workbench = PlatformUI.getWorkbench();
            workbench.getDisplay().asyncExec(workbench::close);
        }
    }
}
