/**
 * When each handshake is due: fixed by rate, arrivals and seed before anything is sent, and known
 * to nobody but the clock.
 *
 * <p>{@link dev.kexbench.loadgen.schedule.Arrivals} counts or draws arrivals, one per unit; a
 * {@link dev.kexbench.loadgen.schedule.RateCurve} says when so many are due. A new spacing is one
 * constant of the one, a new load shape one class of the other.
 */
package dev.kexbench.loadgen.schedule;
