package org.stillpoint.host.internal.context;

import java.util.concurrent.Executor;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.stillpoint.api.blas.Blas;
import org.stillpoint.api.blas.BlasProvider;
import org.stillpoint.api.blas.BlasRouter;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.options.OptionException;

/** Makes the contexts in which solvers are called. */
@Component(service = ContextFactory.class)
public final class ContextFactory {

    static final int CORES = Runtime.getRuntime().availableProcessors();

    private final BundleContext bundles;
    private final HostThreads threads;

    private volatile ServiceReference<BlasRouter> blasRouter;

    /** Called by the component runtime. */
    @Activate
    public ContextFactory(BundleContext bundles, @Reference HostThreads threads) {
        this.bundles = bundles;
        this.threads = threads;
    }

    /** Only the reference: the service is got, and native libraries are loaded, when the first solver asks for it. */
    @Reference(service = BlasRouter.class, cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setBlasRouter(ServiceReference<BlasRouter> reference) {
        blasRouter = reference;
    }

    void unsetBlasRouter(ServiceReference<BlasRouter> reference) {
        if (reference.equals(blasRouter)) {
            blasRouter = null;
        }
    }

    /** A context for a call from another solver: interrupted with the run it is part of, reported nowhere. */
    public HostContext nested(TypedOptions options) {
        return new HostContext(this, options, Interruption.ofThread(), null, null, null);
    }

    /** A context for a run; start and BLAS may be null. */
    public HostContext forRun(TypedOptions options, Interruption interruption, ProgressRecorder recorder, Recordable start,
            Blas blas) {
        return new HostContext(this, options, interruption, recorder, start, blas);
    }

    /** A directory of users' functions for one call. */
    public FunctionDirectory functions() {
        return new FunctionDirectory(bundles);
    }

    /**
     * The BLAS provider of that name.
     *
     * @throws OptionException naming the providers there are
     */
    public Blas blas(String provider) {
        BlasRouter router = findRouter();
        if (router == null) {
            throw new OptionException("blas", "there is no BLAS provider '" + provider + "', nor any other");
        }
        return router.provider(provider).orElseThrow(() -> new OptionException("blas", "there is no BLAS provider '" + provider
                + "'; there are " + router.providers().stream().map(BlasProvider::name).toList()));
    }

    Blas router() {
        BlasRouter router = findRouter();
        if (router == null) {
            throw new IllegalStateException("there is no linear algebra service: the bundle org.stillpoint.blas is not active");
        }
        return router;
    }

    private BlasRouter findRouter() {
        ServiceReference<BlasRouter> reference = blasRouter;
        return reference == null ? null : bundles.getService(reference);
    }

    Executor helpers() {
        return threads.helpers();
    }
}
