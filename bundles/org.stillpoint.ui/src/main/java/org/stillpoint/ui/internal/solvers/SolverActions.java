package org.stillpoint.ui.internal.solvers;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.IToolBarManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.jface.commands.ActionHandler;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.ui.IWorkbenchActionConstants;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.IHandlerService;
import org.stillpoint.api.run.InstalledFeature;
import org.stillpoint.ui.internal.ViewIds;
import org.stillpoint.ui.internal.part.PlainAction;
import org.stillpoint.ui.internal.part.TextClipboard;
import org.stillpoint.ui.internal.solvers.Catalogue.Family;
import org.stillpoint.ui.internal.solvers.Catalogue.Method;
import org.stillpoint.ui.internal.solvers.Catalogue.Node;
import org.stillpoint.ui.internal.solvers.Catalogue.Other;
import org.stillpoint.ui.internal.solvers.Catalogue.Release;

/** What can be done in the view of solvers, each action enabled where it makes sense, else with the reason why not. */
final class SolverActions {

    private static final String COMMAND = "org.stillpoint.ui.command.solvers.";
    private static final String[] PATTERNS = {"*.solver;*.jar", "*"};

    private final SolversView view;
    private final Changes changes;
    private final IAction run = action("run", Messages.run, Messages.runTip, "run", this::run);
    private final IAction install = action("install", Messages.install, Messages.installTip, "install", () -> open(Messages.installTitle));
    private final IAction update = action("update", Messages.update, Messages.updateTip, "update", this::update);
    private final IAction uninstall = action("uninstall", Messages.uninstall, Messages.uninstallNothing, "uninstall", this::uninstall);
    private final IAction copy = action("copyId", Messages.copyId, Messages.copyIdTip, "", this::copyId);
    private final IAction pin = action("", Messages.pin, Messages.pinTip, "", this::pin);
    private final IAction unpin = action("", Messages.unpin, Messages.pinTip, "", this::unpin);
    private final IAction report = action("", Messages.showReport, Messages.showReportTip, "", this::showReport);
    private final IAction expand = action("", Messages.expandAll, Messages.expandAll, "", () -> tree().viewer().expandAll());
    private final IAction collapse = action("", Messages.collapseAll, Messages.collapseAll, "", () -> tree().viewer().collapseAll());

    SolverActions(SolversView view, Changes changes) {
        this.view = view;
        this.changes = changes;
        IHandlerService handlers = view.getSite().getService(IHandlerService.class);
        Stream.of(run, install, update, uninstall, copy).forEach(action ->
                handlers.activateHandler(action.getActionDefinitionId(), new ActionHandler(action)));
        tree().viewer().getTree().addListener(SWT.KeyDown, event -> {
            if (event.keyCode == SWT.DEL && uninstall.isEnabled()) {
                uninstall.run();
            } else if (event.stateMask == SWT.MOD1 && event.keyCode == 'c' && copy.isEnabled()) {
                copy.run();
            }
        });
        tree().viewer().addOpenListener(event -> {
            if (run.isEnabled()) {
                run.run();
            }
        });
        refresh();
    }

    private static IAction action(String command, String text, String tip, String icon, Runnable work) {
        IAction action = new PlainAction(text, icon, work);
        action.setToolTipText(tip);
        if (!command.isEmpty()) {
            action.setActionDefinitionId(COMMAND + command);
        }
        return action;
    }

    private CatalogueTree tree() {
        return view.tree();
    }

    private Optional<Release> release() {
        return tree().selected().flatMap(SolverActions::release);
    }

    private static Optional<Release> release(Node node) {
        return node instanceof Release release ? Optional.of(release)
                : node instanceof Method method ? Optional.of(method.release()) : Optional.empty();
    }

    /** The feature that what is selected is from; empty if it is from the product. */
    private Optional<InstalledFeature> feature() {
        return tree().selected().flatMap(node -> node instanceof Other other ? Optional.of(other.feature())
                : node instanceof Family family ? family.feature() : release(node).flatMap(Release::feature));
    }

    private boolean isLeaving() {
        return feature().filter(InstalledFeature::draining).isPresent();
    }

    void fill(IToolBarManager bar) {
        bar.add(install);
    }

    void fillViewMenu(IMenuManager menu) {
        menu.add(run);
        menu.add(new Separator());
        menu.add(install);
        menu.add(update);
        menu.add(uninstall);
        menu.add(report);
        menu.add(new Separator());
        menu.add(expand);
        menu.add(collapse);
    }

    void fillContextMenu(IMenuManager menu) {
        Optional<Release> release = release();
        if (release.isPresent()) {
            menu.add(run);
            if (pin.isEnabled()) {
                menu.add(pin);
            } else if (unpin.isEnabled()) {
                menu.add(unpin);
            }
            menu.add(new Separator());
        }
        menu.add(install);
        if (release.isPresent() || feature().isPresent()) {
            menu.add(update);
            menu.add(uninstall);
        }
        if (release.isPresent()) {
            menu.add(new Separator());
            menu.add(copy);
        }
        menu.add(new Separator(IWorkbenchActionConstants.MB_ADDITIONS));
    }

    /** Looks anew at what can be done. */
    void refresh() {
        Optional<Release> release = release();
        boolean installer = view.host().installer().isPresent();
        boolean callable = release.filter(each -> !each.leaving()).isPresent();
        run.setEnabled(callable);
        copy.setEnabled(release.isPresent());
        state(install, installer, Messages.install, installer ? Messages.installTip : Messages.noInstaller);
        state(update, installer && !isLeaving() && (callable || feature().isPresent()), Messages.update,
                installer ? Messages.updateTip : Messages.noInstaller);
        refreshUninstall(installer);
        long versions = release.flatMap(this::method).map(method -> method.releases().stream().filter(each -> !each.leaving()).count())
                .orElse(0L);
        pin.setEnabled(callable && versions > 1 && !release.get().called());
        unpin.setEnabled(callable && versions > 1 && release.get().called() && !isHighest(release.get()));
        report.setEnabled(!changes.last().isEmpty());
    }

    private void refreshUninstall(boolean installer) {
        if (!installer) {
            state(uninstall, false, Messages.uninstall, Messages.noInstaller);
        } else if (release().isEmpty() && feature().isEmpty()) {
            state(uninstall, false, Messages.uninstall, Messages.uninstallNothing);
        } else if (isLeaving()) {
            state(uninstall, false, Messages.uninstallLeaving, Messages.uninstallLeavingTip);
        } else if (feature().isEmpty()) {
            state(uninstall, false, Messages.uninstallProduct, Messages.uninstallProductTip);
        } else {
            InstalledFeature feature = feature().get();
            state(uninstall, true, Messages.uninstall, NLS.bind(Messages.uninstallTip, feature.id(), feature.version()));
        }
    }

    private static void state(IAction action, boolean enabled, String text, String tip) {
        action.setText(text);
        action.setToolTipText(tip);
        action.setEnabled(enabled);
    }

    private Optional<Method> method(Release release) {
        return tree().catalogue().families().stream().flatMap(family -> family.methods().stream())
                .filter(method -> method.id().equals(release.solver().id())).findFirst();
    }

    private boolean isHighest(Release release) {
        return method(release).map(method -> method.releases().get(0).solver().version().equals(release.solver().version())).orElse(true);
    }

    private void run() {
        release().ifPresent(release -> {
            view.chooseSolver(release.solver().id());
            try {
                view.getSite().getPage().showView(ViewIds.RUN);
            } catch (PartInitException failed) {
                view.fail(failed.getMessage());
            }
        });
    }

    /** Asks for archives and installs them. */
    void open(String title) {
        FileDialog dialog = new FileDialog(view.getSite().getShell(), SWT.OPEN | SWT.MULTI);
        dialog.setText(title);
        dialog.setFilterExtensions(PATTERNS);
        dialog.setFilterNames(new String[] {Messages.archives, Messages.allFiles});
        if (dialog.open() != null) {
            Path folder = Path.of(dialog.getFilterPath());
            List<Path> chosen = Stream.of(dialog.getFileNames()).map(folder::resolve).toList();
            changes.install(chosen);
        }
    }

    private void update() {
        feature().map(InstalledFeature::id).or(() -> release().map(release -> release.solver().bundle()))
                .ifPresent(name -> open(NLS.bind(Messages.updateOf, name)));
    }

    private void uninstall() {
        feature().ifPresent(feature -> changes.uninstall(feature, tree().catalogue().releases()
                .filter(release -> release.feature().equals(Optional.of(feature))).mapToInt(Release::runs).sum()));
    }

    private void copyId() {
        release().ifPresent(release -> {
            TextClipboard.put(view.getSite().getShell().getDisplay(), release.solver().id());
        });
    }

    private void pin() {
        release().ifPresent(release -> view.host().registry().ifPresent(registry ->
                registry.pin(release.solver().id(), release.solver().version())));
        view.readAgain();
    }

    private void unpin() {
        release().ifPresent(release -> view.host().registry().ifPresent(registry -> registry.unpin(release.solver().id())));
        view.readAgain();
    }

    private void showReport() {
        view.showTransactions();
    }
}
