/** Cost functions by name. */
package org.stillpoint.transport.internal.cost;
