/** Transport problems as problems of other types. */
package org.stillpoint.transport.internal.reduction;
