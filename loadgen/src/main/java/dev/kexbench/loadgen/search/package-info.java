/**
 * Which rate to try next in the search for the highest that keeps a promise, and when to stop.
 *
 * <p>{@code RateSearch} is told what became of each rate and nothing else: it knows no clock, no
 * socket and no promise. Who runs the rates is {@code FindMax}, one room up.
 */
package dev.kexbench.loadgen.search;
