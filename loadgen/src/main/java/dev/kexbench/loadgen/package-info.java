/**
 * The load side of kexbench: a server under test, and the load that tests it. The two meet over TCP
 * or UDP. This package holds no code; it is the map of the module.
 *
 * <p>One package per program, each with its options and its main class:
 *
 * <ul>
 *   <li>{@code loadtest}: {@code scripts/loadtest}, a load test in one of its modes
 *   <li>{@code serve}: {@code scripts/serve}, the server alone
 *   <li>{@code agent}: {@code scripts/agent}, a generator that works for a coordinator elsewhere
 *   <li>{@code enroll}: {@code scripts/enroll}, server keys and client tables
 *   <li>{@code size}: {@code scripts/size}, how many cores and machines a rate needs
 *   <li>{@code soak}: {@code scripts/soak}, a long run that looks for leaks
 * </ul>
 *
 * <p>A load test passes through these packages in this order:
 *
 * <ol>
 *   <li>{@code plan}: what is to be done, from the command line or a stored report
 *   <li>{@code target}: the server that is loaded, its own child process or one elsewhere
 *   <li>{@code run}: a run from top to bottom: prepare, warm up, measure, drain, judge, report; and
 *       the search for the highest rate, which is many runs
 *   <li>{@code cluster}: the run spread over agents; a local run has one agent and no network
 *   <li>{@code schedule}: when each handshake is due
 *   <li>{@code client}: starts each handshake at its due time
 *   <li>{@code record}: counts and latencies, by stage and by outcome
 *   <li>{@code live}: the page of a run while it lasts
 * </ol>
 *
 * <p>{@code server} is the other side of the sockets; {@code transport} is the use of Vert.x on
 * both sides. {@code database} has clients in a database. {@code command} and {@code machine} serve
 * all of the above: what command lines share, and what the operating system grants.
 */
package dev.kexbench.loadgen;
