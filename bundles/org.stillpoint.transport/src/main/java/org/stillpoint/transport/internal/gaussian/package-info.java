/** Transport between Gaussian measures, and their barycentres, in closed form. */
package org.stillpoint.transport.internal.gaussian;
