/** What iterations of several solvers share: half steps between two measures, relaxation, when to stop. */
package org.stillpoint.transport.internal.iteration;
