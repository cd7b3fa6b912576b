/**
 * A run over several machines: agents, clocks, slices, merging. A local run is a run with one agent
 * and no network.
 *
 * <p>A {@code AgentGroup} is the agents of a run. It begins a {@code GroupPhase} (a warm-up, a
 * measured time) on all of them at one instant, and puts their seconds together by the clock;
 * percentiles are always those of merged histograms. An {@code Agent} takes orders and tells of
 * each second: {@code LocalAgent} is the generator of this process, {@code RemoteAgent} one of
 * another, as its {@code Coordinator} has it. There, a {@code AgentService} waits to be called, and
 * a {@code AgentSession} does what the coordinator of one run says.
 *
 * <p>What they say is a record in {@code Message}. An {@code SecureChannel} numbers and signs it:
 * its keys follow from the {@code ClusterSecret}, the run, and what the agent has drawn for that
 * run, so that nothing of another run is taken, and nothing twice. {@code ClusterBus} is Vert.x'
 * event bus over Hazelcast's members; all that is chosen of Hazelcast stands in {@code
 * HazelcastSettings}. That an agent or its coordinator is gone is decided by their own beats, two a
 * second, and by {@code Member.lostAfter}: membership takes a minute to notice.
 *
 * <table>
 * <caption>A run</caption>
 * <tr><th>coordinator</th><th>agent</th></tr>
 * <tr><td>{@code Discover}, to all, until there are enough</td>
 *     <td>{@code Available}, with a nonce, or why not</td></tr>
 * <tr><td>{@code Assign}: its part, and the clients' keys, encrypted</td>
 *     <td>{@code Ready}, or refuses: target, version, options</td></tr>
 * <tr><td>{@code Clock}, forty times, and again in the end</td><td>{@code Reading}</td></tr>
 * <tr><td>{@code Prepare}, {@code Begin} at an instant, {@code StopEarly}</td>
 *     <td>{@code Report} every second, {@code PhaseOver}</td></tr>
 * <tr><td>{@code End}</td><td>drains; {@code Ended}, with the rest</td></tr>
 * <tr><td>{@code Release}</td><td>waits for the next run</td></tr>
 * </table>
 *
 * <h2>At a hundred agents, and at a thousand</h2>
 *
 * Measured: what an agent tells of a second takes 5 kB at 300 handshakes in it, 14 kB at 3,000, 34
 * kB at 30,000, and costs the coordinator 0.5, 0.9 and 1.3 ms of one core to read and add. All
 * below is at 3,000.
 *
 * <ul>
 *   <li>A hundred agents send 1.4 MB a second (11 Mbit/s), which takes 9 % of the core that adds.
 *       Members know each other all: 4,950 connections, 99 of them the coordinator's, with some
 *       twenty heartbeats a second each way. The keys of ten thousand clients are 3.3 MB, once.
 *       Each order takes a thread until it is answered, a hundred for some milliseconds; half a
 *       second from order to start is plenty. Nothing needs to change.
 *   <li>A thousand agents send 14 MB a second (114 Mbit/s), which takes 93 % of that core: seconds
 *       would come late, and at 30,000 a second each they would never catch up. Members would need
 *       half a million connections, and each a thousand; a member that joins is told to all. So
 *       three things change: agents are grouped, thirty to a coordinator whose {@code Totals} and
 *       intervals are added by one above it, as if each group were an agent (33 groups, 0.5 MB a
 *       second, 3 % of a core); each group is a cluster of its own; and orders are sent without a
 *       thread each. Clocks then add up their errors over two hops: half a round trip of each.
 * </ul>
 */
package dev.kexbench.loadgen.cluster;
