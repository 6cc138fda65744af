/** Entropic transport by sweeps and then Newton steps with sparsified Hessians. */
package org.stillpoint.transport.internal.newton;
