package org.stillpoint.api.data;

import org.osgi.annotation.versioning.ConsumerType;

/** Something that can be written as plain data, and recreated from it. */
@ConsumerType
@FunctionalInterface
public interface Recordable {

    /** The content as named data. Arrays are shared with this object: nobody may write to them. */
    DataRecord toRecord();
}
