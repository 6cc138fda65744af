/** Derivatives of losses of trajectories: adjoint states backwards in time, and what they give for weights and inputs. */
package org.stillpoint.recurrence.internal.gradient;
