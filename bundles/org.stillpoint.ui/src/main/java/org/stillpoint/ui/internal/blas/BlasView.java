package org.stillpoint.ui.internal.blas;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.core.runtime.preferences.IEclipsePreferences.IPreferenceChangeListener;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.progress.IWorkbenchSiteProgressService;
import org.stillpoint.api.blas.BlasRouter;
import org.stillpoint.api.blas.BlasRouter.Rejection;
import org.stillpoint.ui.internal.blas.BlasReader.Provider;
import org.stillpoint.ui.internal.blas.BlasReader.State;
import org.stillpoint.ui.internal.part.PlainAction;
import org.stillpoint.ui.internal.part.RichText;
import org.stillpoint.ui.internal.part.RichText.Look;
import org.stillpoint.ui.internal.part.RichTextArea;
import org.stillpoint.ui.internal.part.SashWeights;
import org.stillpoint.ui.internal.part.SessionView;
import org.stillpoint.ui.internal.part.TextClipboard;
import org.stillpoint.ui.internal.preferences.RunDefaults;
import org.stillpoint.ui.internal.preferences.Settings;

/** Providers of linear algebra, why others are not used, and the speeds by which the router picks one for each operation and size. */
public final class BlasView extends SessionView {

    private static final int[] WEIGHTS = {26, 74};

    private final IPreferenceChangeListener preferences = event -> requestRefresh();
    private Composite content;
    private SashForm sash;
    private RichTextArea providers;
    private SpeedViewer speeds;
    private Job reading;
    private State state;

    @Override
    protected void createContent(Composite parent) {
        content = parent;
        parent.setLayout(new FillLayout());
        sash = new SashForm(parent, SWT.VERTICAL | SWT.SMOOTH);
        providers = new RichTextArea(sash);
        speeds = new SpeedViewer(sash);
        SashWeights.restore(sash, saved(), WEIGHTS);
        InstanceScope.INSTANCE.getNode(Settings.NODE).addPreferenceChangeListener(preferences);
        MenuManager menu = new MenuManager();
        menu.add(new PlainAction(Messages.copy, "", this::copyTable));
        speeds.table().setMenu(menu.createContextMenu(speeds.table()));
        speeds.table().addListener(SWT.KeyDown, event -> {
            if (event.stateMask == SWT.MOD1 && event.keyCode == 'c') {
                copyTable();
            }
        });
    }

    private void copyTable() {
        TextClipboard.put(content.getDisplay(), speeds.text());
    }

    @Override
    public void saveState(IMemento memento) {
        SashWeights.save(sash, memento);
    }

    @Override
    protected void refresh() {
        if (reading == null || reading.getState() == Job.NONE) {
            reading = new BlasReader(session().host(), state != null, this::read);
            getSite().getService(IWorkbenchSiteProgressService.class).schedule(reading, 0, true);
        } else {
            // It may have read before the change; it is asked again as it stands.
            reading.schedule();
        }
        showMessage();
    }

    private void read(State now) {
        if (!content.isDisposed()) {
            content.getDisplay().asyncExec(() -> {
                if (!content.isDisposed()) {
                    state = now;
                    providers.show(describe(now));
                    speeds.show(now.speeds());
                    showMessage();
                }
            });
        }
    }

    private static RichText describe(State state) {
        RichText text = new RichText();
        for (Provider provider : state.providers()) {
            text.styled(provider.name(), Look.TITLE).plain(" " + provider.version()).styled("  " + Messages.inUse, Look.MUTED)
                    .plain("\n" + provider.description() + "\n");
        }
        for (Rejection rejection : state.rejections()) {
            text.styled(rejection.provider(), Look.TITLE).styled("  " + Messages.notUsed, Look.WRONG)
                    .plain("\n" + rejection.reason() + "\n");
        }
        if (!state.providers().isEmpty()) {
            text.styled(state.speeds().rows().isEmpty() ? Messages.none : Messages.legend, Look.MUTED);
        }
        return text;
    }

    private void showMessage() {
        String missing = session().host().missing(BlasRouter.class);
        if (!missing.isEmpty()) {
            showError(missing);
        } else if (state == null) {
            showInformation(Messages.measuring);
        } else if (!state.failure().isEmpty()) {
            showError(state.failure());
        } else {
            RunDefaults.current().blas().ifPresentOrElse(this::showPinned, this::clearMessage);
        }
    }

    private void showPinned(String provider) {
        if (state.providers().stream().anyMatch(each -> each.name().equals(provider))) {
            showInformation(NLS.bind(Messages.pinned, provider));
        } else {
            showWarning(NLS.bind(Messages.pinnedAbsent, provider));
        }
    }

    @Override
    public void setFocus() {
        speeds.table().setFocus();
    }

    @Override
    public void dispose() {
        InstanceScope.INSTANCE.getNode(Settings.NODE).removePreferenceChangeListener(preferences);
        super.dispose();
    }
}
