/**
 * Two programs that meet over TCP: {@code ServeMain}, the server under test, and {@code
 * LoadtestMain}, the load that tests it.
 *
 * <p>{@code LoadtestRun} is the story of a run: plan, warm up, measure, report. What it tells is
 * done elsewhere: {@code schedule} knows when each handshake is due, {@code client} starts it,
 * {@code record} writes down what became of it, {@code server} is the other side. {@code FindMax}
 * is the story of many runs: {@code search} knows which rate is next.
 */
package dev.kexbench.loadgen;
