package org.stillpoint.ui.internal.preferences;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.LayoutConstants;
import org.eclipse.jface.preference.ComboFieldEditor;
import org.eclipse.jface.preference.DirectoryFieldEditor;
import org.eclipse.jface.preference.FieldEditor;
import org.eclipse.jface.preference.FieldEditorPreferencePage;
import org.eclipse.jface.preference.IntegerFieldEditor;
import org.eclipse.jface.util.PropertyChangeEvent;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.eclipse.ui.preferences.ScopedPreferenceStore;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.stillpoint.api.blas.BlasProvider;
import org.stillpoint.api.blas.BlasRouter;
import org.stillpoint.api.blas.BlasRouter.Rejection;
import org.stillpoint.ui.internal.model.Session;

/** The preferences that concern the host and its runs. */
public final class StillpointPreferencePage extends FieldEditorPreferencePage implements IWorkbenchPreferencePage {

    private static final String PROVIDER_NAME = "blas.provider";

    private final BundleContext context = FrameworkUtil.getBundle(StillpointPreferencePage.class).getBundleContext();
    private Session session;
    private ComboFieldEditor blas;
    private String provider = "";
    private List<Rejection> rejections = List.of();

    /** Called by the workbench. */
    public StillpointPreferencePage() {
        super(GRID);
    }

    @Override
    public void init(IWorkbench workbench) {
        session = workbench.getService(Session.class);
        setPreferenceStore(new ScopedPreferenceStore(InstanceScope.INSTANCE, Settings.NODE));
        setDescription(Messages.description);
    }

    @Override
    protected void createFieldEditors() {
        Composite parent = getFieldEditorParent();
        DirectoryFieldEditor folder = new DirectoryFieldEditor(Settings.DEPLOY_FOLDER, Messages.deployFolder, parent);
        folder.setErrorMessage(Messages.noFolder);
        addField(folder);
        explain(Messages.deployFolderTip, folder.getTextControl(parent), folder.getLabelControl(parent));
        addNumber(Settings.THREADS, Messages.threads, Messages.threadsTip, parent);
        addNumber(Settings.RUNS_AT_A_TIME, Messages.runsAtATime, Messages.runsAtATimeTip, parent);
        provider = getPreferenceStore().getString(Settings.BLAS_PROVIDER);
        blas = new ComboFieldEditor(Settings.BLAS_PROVIDER, Messages.blasProvider, providers(), parent);
        addField(blas);
        explain(Messages.blasProviderTip, blas.getLabelControl(parent));
        Composite note = createNoteComposite(parent.getFont(), parent, Messages.note, Messages.noteCores);
        GridDataFactory.fillDefaults().span(folder.getNumberOfControls(), 1).indent(0, LayoutConstants.getSpacing().y).applyTo(note);
        if (HostSettings.watcher(context).isEmpty()) {
            folder.setEnabled(false, parent);
        }
        readRejections();
    }

    private void addNumber(String key, String label, String tip, Composite parent) {
        IntegerFieldEditor field = new IntegerFieldEditor(key, label, parent);
        field.setValidRange(0, Settings.MOST);
        field.setErrorMessage(NLS.bind(Messages.number, Settings.MOST));
        addField(field);
        explain(tip, field.getTextControl(parent), field.getLabelControl(parent));
    }

    private static void explain(String tip, Control... controls) {
        for (Control control : controls) {
            control.setToolTipText(tip);
        }
    }

    /** The names of the installed providers, with the one that was chosen if it is not installed now. None is loaded for that. */
    private String[][] providers() {
        List<String> names = new ArrayList<>();
        try {
            context.getServiceReferences(BlasProvider.class, null).stream().map(reference -> reference.getProperty(PROVIDER_NAME))
                    .filter(Objects::nonNull).map(String::valueOf).distinct().sorted().forEach(names::add);
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
        Collection<String> installed = List.copyOf(names);
        if (!provider.isEmpty() && !installed.contains(provider)) {
            names.add(provider);
        }
        List<String[]> entries = new ArrayList<>();
        entries.add(new String[] {Messages.router, ""});
        names.forEach(name -> entries.add(new String[] {installed.contains(name) ? name : NLS.bind(Messages.absent, name), name}));
        return entries.toArray(String[][]::new);
    }

    /** Which providers fail on this machine: to know that they are loaded, which takes a while. */
    private void readRejections() {
        Control page = getFieldEditorParent();
        Job job = Job.create(Messages.readProviders, (ICoreRunnable) monitor -> {
            List<Rejection> found = session.host().blas().map(BlasRouter::rejections).orElse(List.of());
            if (!page.isDisposed()) {
                page.getDisplay().asyncExec(() -> {
                    if (!page.isDisposed()) {
                        rejections = found;
                        showWarning();
                    }
                });
            }
        });
        job.setSystem(true);
        job.schedule();
    }

    @Override
    public void propertyChange(PropertyChangeEvent event) {
        super.propertyChange(event);
        if (event.getSource() == blas && FieldEditor.VALUE.equals(event.getProperty())) {
            provider = String.valueOf(event.getNewValue());
            showWarning();
        }
    }

    private void showWarning() {
        String warning = rejections.stream().filter(rejection -> rejection.provider().equals(provider)).findFirst()
                .map(rejection -> NLS.bind(Messages.rejected, rejection.provider(), rejection.reason()))
                .orElse(HostSettings.watcher(context).isEmpty() ? Messages.noWatcher : null);
        setMessage(warning, warning == null ? NONE : WARNING);
    }
}
