/**
 * Kernels over arrays that solver families share. {@link org.stillpoint.numerics.VectorKernels} holds the element-wise functions and the
 * reductions; it runs on the processor's vector unit when the module {@code jdk.incubator.vector} is present and on plain loops otherwise.
 */
@Export
@Version("1.0.0")
package org.stillpoint.numerics;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
