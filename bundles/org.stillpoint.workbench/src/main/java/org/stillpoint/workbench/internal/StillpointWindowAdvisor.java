package org.stillpoint.workbench.internal;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.core.commands.Command;
import org.eclipse.core.commands.ParameterizedCommand;
import org.eclipse.core.commands.common.CommandException;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.ui.ISourceProvider;
import org.eclipse.ui.ISourceProviderListener;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.application.ActionBarAdvisor;
import org.eclipse.ui.application.IActionBarConfigurer;
import org.eclipse.ui.application.IWorkbenchWindowConfigurer;
import org.eclipse.ui.application.WorkbenchWindowAdvisor;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.services.ISourceProviderService;

/** The window: its size when it is opened for the first time, and its parts. */
final class StillpointWindowAdvisor extends WorkbenchWindowAdvisor {

    private static final int WIDTH = 1600;
    private static final int HEIGHT = 1000;

    private static final String OPEN = "org.stillpoint.ui.command.open";
    private static final String ACTIVE_PROBLEM = "org.stillpoint.ui.activeProblem";

    private final Runnable opened;
    private final List<String> files;

    /** @param files the problem files to open when the window is open */
    StillpointWindowAdvisor(IWorkbenchWindowConfigurer configurer, Runnable opened, List<String> files) {
        super(configurer);
        this.opened = opened;
        this.files = files;
    }

    @Override
    public ActionBarAdvisor createActionBarAdvisor(IActionBarConfigurer configurer) {
        return new Menus(configurer);
    }

    @Override
    public void preWindowOpen() {
        IWorkbenchWindowConfigurer window = getWindowConfigurer();
        Rectangle room = PlatformUI.getWorkbench().getDisplay().getPrimaryMonitor().getClientArea();
        window.setInitialSize(new Point(Math.min(WIDTH, room.width), Math.min(HEIGHT, room.height)));
        window.setShowProgressIndicator(true);
        window.setShowStatusLine(true);
        window.setShowCoolBar(false);
        window.setTitle(Messages.name);
    }

    @Override
    public void postWindowOpen() {
        opened.run();
        showActiveProblem();
        if (!files.isEmpty()) {
            getWindowConfigurer().getWindow().getShell().getDisplay().asyncExec(this::openFiles);
        }
    }

    /** The title of the window begins with the name of the active problem. */
    private void showActiveProblem() {
        ISourceProvider provider = getWindowConfigurer().getWindow().getService(ISourceProviderService.class)
                .getSourceProvider(ACTIVE_PROBLEM);
        provider.addSourceProviderListener(new ISourceProviderListener() {
            @Override
            public void sourceChanged(int priority, Map values) {
                show(values.get(ACTIVE_PROBLEM));
            }

            @Override
            public void sourceChanged(int priority, String name, Object value) {
                show(value);
            }
        });
        show(provider.getCurrentState().get(ACTIVE_PROBLEM));
    }

    private void show(Object problem) {
        String name = Objects.toString(problem, "");
        getWindowConfigurer().setTitle(name.isEmpty() ? Messages.name : NLS.bind(Messages.title, name, Messages.name));
    }

    private void openFiles() {
        IWorkbenchWindow window = getWindowConfigurer().getWindow();
        Command open = window.getService(ICommandService.class).getCommand(OPEN);
        ParameterizedCommand command = ParameterizedCommand.generateCommand(open, Map.of(OPEN + ".files", String.join("\n", files)));
        try {
            window.getService(IHandlerService.class).executeCommand(command, null);
        } catch (CommandException failed) {
            MessageDialog.openError(window.getShell(), Messages.name, failed.getMessage());
        }
    }
}
