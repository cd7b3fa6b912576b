/**
 * When each handshake is due: fixed by rate, arrivals and seed before anything is sent, and known
 * to nobody but the clock. A new load shape is one class here and one constant of {@link
 * dev.kexbench.loadgen.schedule.Arrivals}.
 */
package dev.kexbench.loadgen.schedule;
