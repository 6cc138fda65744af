/** Dictionaries of distributions under transport costs. */
package org.stillpoint.transport.internal.dictionary;
