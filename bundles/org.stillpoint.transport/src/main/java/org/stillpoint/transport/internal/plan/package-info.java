/** What plans and potentials of any method have in common: the dual side of marginal rules, sparse plans, and how good they are. */
package org.stillpoint.transport.internal.plan;
