package org.stillpoint.host.internal.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Version;
import org.stillpoint.host.internal.install.archive.ArchiveReader;
import org.stillpoint.host.internal.install.archive.Feature;
import org.stillpoint.host.internal.install.archive.FeatureBundle;
import org.stillpoint.host.internal.install.archive.FeatureDocument;
import org.stillpoint.host.internal.install.archive.RefusedException;

/**
 * What is kept of an installed feature, enough to install it again at the next start.
 *
 * @param feature the feature, unpacked in the store
 * @param solvers the ids of its solvers
 * @param installed when it was installed
 * @param origin the file in the deploy folder that it lives and dies with, if it came from there
 */
record InstalledRecord(Feature feature, List<String> solvers, Instant installed, Optional<Path> origin) {

    InstalledRecord {
        solvers = List.copyOf(solvers);
    }

    /** The same feature, tied to a file or untied. */
    InstalledRecord withOrigin(Optional<Path> file) {
        return new InstalledRecord(feature, solvers, installed, file);
    }

    /** The record as JSON; paths are relative to the store. */
    Map<String, Object> toJson(Path store) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", feature.id());
        json.put("version", feature.version().toString());
        json.put("digest", feature.digest());
        json.put("folder", store.relativize(feature.folder()).toString());
        json.put("installed", installed.toString());
        origin.ifPresent(file -> json.put("origin", file.toString()));
        json.put("solvers", solvers);
        json.put("bundles", feature.bundles().stream().map(bundle -> toJson(bundle, feature.folder())).toList());
        return json;
    }

    private static Map<String, Object> toJson(FeatureBundle bundle, Path folder) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("symbolicName", bundle.symbolicName());
        json.put("version", bundle.version().toString());
        json.put("file", folder.relativize(bundle.file()).toString());
        json.put("sha256", bundle.sha256());
        json.put("startOrder", bundle.startOrder());
        json.put("fragment", bundle.fragment());
        return json;
    }

    /** Reads the records of a document of the given format. */
    static List<InstalledRecord> fromJson(Map<String, Object> document, int format, Path store) throws IOException, RefusedException {
        if (!(document.get("format") instanceof Number number) || number.intValue() != format) {
            throw new IllegalArgumentException("format is " + document.get("format") + "; expected " + format);
        }
        List<InstalledRecord> records = new ArrayList<>();
        for (Object item : list(document, "features")) {
            records.add(fromJson(map(item), store));
        }
        return records;
    }

    private static InstalledRecord fromJson(Map<String, Object> json, Path store) throws IOException, RefusedException {
        Path folder = store.resolve(text(json, "folder"));
        List<FeatureBundle> bundles = list(json, "bundles").stream().map(item -> bundle(map(item), folder)).toList();
        Path document = folder.resolve(ArchiveReader.DOCUMENT);
        Map<String, Map<String, Object>> configurations = Files.exists(document)
                ? FeatureDocument.parse(Files.readAllBytes(document)).configurations() : Map.of();
        Feature feature = new Feature(text(json, "id"), Version.parseVersion(text(json, "version")), text(json, "digest"), folder, bundles,
                configurations, Optional.empty());
        return new InstalledRecord(feature, list(json, "solvers").stream().map(String::valueOf).toList(),
                Instant.parse(text(json, "installed")), Optional.ofNullable((String) json.get("origin")).map(Path::of));
    }

    private static FeatureBundle bundle(Map<String, Object> json, Path folder) {
        return new FeatureBundle(text(json, "symbolicName"), Version.parseVersion(text(json, "version")),
                folder.resolve(text(json, "file")), text(json, "sha256"), ((Number) json.get("startOrder")).intValue(),
                Boolean.TRUE.equals(json.get("fragment")), List.of());
    }

    private static String text(Map<String, Object> json, String field) {
        if (json.get(field) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(field + " is " + json.get(field) + "; expected a text");
    }

    private static List<?> list(Map<String, Object> json, String field) {
        if (json.get(field) instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException(field + " is " + json.get(field) + "; expected a list");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new IllegalArgumentException(value + " stands where an object is expected");
    }
}
