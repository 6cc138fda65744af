package org.stillpoint.host.internal.install;

import java.util.Map;
import java.util.TreeMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.stillpoint.host.internal.install.archive.Feature;
import org.stillpoint.host.internal.install.archive.FeatureBundle;
import org.stillpoint.host.internal.install.archive.HeaderClause;
import org.stillpoint.host.internal.install.archive.RefusedException;

/** Whether this host has the version of Stillpoint's API that a feature was built for. */
final class ApiCompatibility {

    private static final String API = "org.stillpoint.api";
    private final Map<String, Version> exported = new TreeMap<>();

    /** Reads the API of a running framework. */
    ApiCompatibility(BundleContext context) {
        for (Bundle bundle : context.getBundles()) {
            if (API.equals(bundle.getSymbolicName())) {
                BundleRevision revision = bundle.adapt(BundleRevision.class);
                for (BundleCapability capability : revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE)) {
                    exported.put((String) capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE),
                            (Version) capability.getAttributes().get(PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE));
                }
            }
        }
    }

    /** Refuses a feature whose range the API is not in. */
    void require(Feature feature) throws RefusedException {
        Version version = exported.getOrDefault(API, Version.emptyVersion);
        if (feature.api().isPresent() && !feature.api().get().includes(version)) {
            throw new RefusedException(feature.label() + " was made for the API " + feature.api().get() + ", and this host has " + version
                    + remedy(feature.api().get(), version));
        }
        for (FeatureBundle bundle : feature.bundles()) {
            for (HeaderClause clause : bundle.imports()) {
                require(bundle, clause);
            }
        }
    }

    private void require(FeatureBundle bundle, HeaderClause clause) throws RefusedException {
        VersionRange range = new VersionRange(clause.parameters().getOrDefault(Constants.VERSION_ATTRIBUTE, "0"));
        for (String name : clause.names()) {
            boolean api = name.equals(API) || name.startsWith(API + ".");
            if (api && !Constants.RESOLUTION_OPTIONAL.equals(clause.parameters().get(Constants.RESOLUTION_DIRECTIVE + ":"))) {
                Version version = exported.get(name);
                if (version == null) {
                    throw new RefusedException("bundle " + bundle.label() + " imports " + name
                            + ", which the API of this host does not have");
                }
                if (!range.includes(version)) {
                    throw new RefusedException("bundle " + bundle.label() + " imports " + name + " " + range + ", and this host has "
                            + version + remedy(range, version));
                }
            }
        }
    }

    private static String remedy(VersionRange range, Version version) {
        return range.getLeft().compareTo(version) > 0 ? ": the API range is too new for this host, which has to be updated first"
                : ": the API range is too old for this host; the bundle has to be built again";
    }
}
