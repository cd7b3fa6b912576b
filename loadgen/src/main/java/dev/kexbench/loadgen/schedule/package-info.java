/**
 * When each handshake is due. Rate, arrival process and seed determine the due times before
 * anything is sent; the server's responses have no influence on them.
 *
 * <p>{@link dev.kexbench.loadgen.schedule.Arrivals} counts or draws arrivals at one per unit; a
 * {@link dev.kexbench.loadgen.schedule.RateCurve} converts them into due times. A new arrival
 * process is one more constant of the former, a new load shape one more class of the latter.
 */
package dev.kexbench.loadgen.schedule;
