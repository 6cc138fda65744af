/** Training of layers through their fixed points. */
package org.stillpoint.equilibrium.internal.training;
