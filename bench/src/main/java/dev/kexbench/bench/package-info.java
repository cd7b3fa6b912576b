/**
 * Measures with JMH what each step of an exchange costs. {@link dev.kexbench.bench.BenchMain}
 * implements {@code scripts/bench}. This page explains how to read the results.
 *
 * <h2>What a number means</h2>
 *
 * <ul>
 *   <li><b>score</b>: the time of one operation on one thread. It is the geometric mean over the
 *       forks of each fork's mean iteration time. A fork is a new JVM; its warm-up iterations do
 *       not count. The benchmark's Javadoc defines one operation.
 *   <li><b>±</b>: half of the 95 % confidence interval of that mean. The fork is the sample, since
 *       iterations of one fork share its compiled code and its memory. JMH's own interval treats
 *       every iteration as a sample and is too narrow.
 *   <li><b>instr/op</b>: instructions of the benchmark's threads per operation, where Linux's perf
 *       can count them. They do not depend on what else runs on the machine.
 *   <li><b>B/op</b>: bytes that one operation allocates, from the allocation profiler, which is
 *       always on. It hardly varies, so it can distinguish two builds when time cannot. It includes
 *       what the final check allocates and, in {@code ClientBenchmark.confirm}, what each
 *       preparation allocates.
 *   <li><b>to fresh</b> (or {@code new}, {@code per-use}, {@code good}): the ratio of this time to
 *       that of the row that differs only in this parameter. With six rounds or more it is taken
 *       within each round, in which both rows ran on the machine in the same state, else over all
 *       pairs of forks; {@code ~} marks a ratio whose 95 % interval includes 1.
 *   <li><b>floor</b>: every class has a benchmark of that name: the operation without the part in
 *       question. The cost of that part is the difference from the floor.
 *   <li><b>efficiency</b>: the combined rate of N threads as a share of N times the rate of one
 *       thread, where N counts at most as many threads as there are cores.
 * </ul>
 *
 * <h2>What it does not mean</h2>
 *
 * <ul>
 *   <li>A score is a time under full load, not a latency or a percentile. {@code scripts/loadtest}
 *       measures those.
 *   <li>These benchmarks have no sockets, no queues and no other clients between two operations, so
 *       caches are warmer than in a server. A server reaches 80 to 95 % of what is predicted here.
 *   <li>Absolute times apply to one machine, one JDK and one hour. Compare only results of one run,
 *       or interleaved ones ({@code --jdk}, {@code --against}): the machine's speed may change by
 *       10 % between two runs, and by more on a shared host. That is why a run has rounds, in each
 *       of which every row gets one fork.
 *   <li>A {@code ~} means that no difference was shown, not that the two rows are equal. {@code
 *       --calibrate} measures how much a build differs from itself.
 * </ul>
 *
 * <h2>How to read the waterfall</h2>
 *
 * {@code ExchangeBenchmark.answer} measures one answer of the server, from OFFER to ACK. Each line
 * above it is a part that was measured separately: the private-key operation ({@code
 * ExchangeBenchmark.floor}), then, in the order of the server's work, the codec, the client lookup,
 * OAEP decoding, the MAC inside the ciphertext, transcript and key schedule, the ACK's random
 * bytes, and borrowing from pools. Each bar begins where the previous one ends; the bar of the
 * private-key operation is cut so that the others are visible. <b>Unexplained</b> is the time of
 * the whole answer minus the sum of its parts: roles and steps, wiping, copies, and cache misses
 * that occur when the parts alternate. Its ± comes from the difference between the whole and the
 * private-key operation in each round. On a noisy machine the ± may exceed the figure, or the
 * figure may be negative; then the data show only that it is small.
 *
 * <p>The ceiling is one second divided by the time of one answer, and that times the number of
 * cores: no server that runs this code on such cores can exceed it. TCP and queueing add to the
 * time. <b>Hardening</b> is the time of KX1 minus that of the unhardened exchange ({@code
 * UnhardenedExchangeBenchmark}).
 *
 * <h2>One result, explained</h2>
 *
 * A default run of 2026-11-24 on two cores of an AMD EPYC (Milan) with JDK 17, on a shared host:
 * the forks of one row had a standard deviation of 14 % (median over the rows). From its waterfall:
 *
 * <pre>{@code
 * RSA-2048, accp              µs         ±     share   # is 0.174 µs
 * private-key operation      684        99      99 %   ================== // ==================
 * codec                   0.0994    0.0170    0.01 %   #
 * client lookup           0.0195    0.0061   <0.01 %    #
 * OAEP decoding             1.61      0.05    0.23 %    #########
 * MAC                       1.14      0.35    0.16 %             #######
 * key schedule              3.21      1.29    0.46 %                    ##################
 * random bytes             0.361     0.064    0.05 %                                      ##
 * pool                    0.0152    0.0014   <0.01 %                                        #
 * unexplained              0.503   115.713    0.07 %                                        ###
 * one answer                 691        21     100 %
 * At this rate one core answers at most 1,448 a second, 2 cores 2,896.
 * }</pre>
 *
 * <p>Only the private-key operation is worth tuning: everything else together takes 7 of 691 µs.
 * Half of that is the seven hashes and MACs of transcript and key schedule. The parts add up to the
 * measured whole, but only to within the ± of the private-key operation, which one disturbed fork
 * of seven raised to 99 and whose interval it widened. Of the 7 µs, only the lines that were
 * measured without RSA are certain. The same operation took 671 µs in {@code PoolBenchmark}, a few
 * minutes apart: a difference of 2 % between two rows comes from the time of measurement, not from
 * the code.
 *
 * <p>The tables of that run show two more things. A new ACCP cipher for each use costs 1,315 µs
 * instead of 671, although creating it and importing the key takes only 210. The rest is what the
 * first operation with a new key prepares, so the import alone understates what a pool saves. A
 * keyed MAC per client pays off with the JDK (0.84 of the time of keying for each use) but not with
 * ACCP (2.1 with 100,000 clients), whose clones are expensive.
 *
 * <h2>Which rows are measured</h2>
 *
 * The files {@code quick.rows}, {@code standard.rows}, {@code full.rows}, {@code scaling.rows},
 * {@code exchanges.rows} and {@code schemes.rows}, next to the benchmarks, list the rows in the
 * syntax of the command line. With all three providers and two cores:
 *
 * <ul>
 *   <li>{@code --quick}: every benchmark once except those of {@code --schemes} and of returning
 *       clients, 3 rounds of 35 rows, 3 min 30 s; its warm-ups are short, which the waterfall shows
 *       as unexplained
 *   <li>{@code --exchanges}: a whole handshake of every exchange, full and resumed, a server's
 *       answers to returning clients, 7 rounds of 60 rows, 48 min 39 s; with {@code --tls-engine
 *       all}, of every engine of TLS
 *   <li>by default: 7 rounds of 122 rows, 1 h 38 min
 *   <li>{@code --full}: every combination, 7 rounds of 907 rows, 6 h 57 min; without the schemes
 *   <li>{@code --schemes}: the schemes of SP 800-56A, 7 rounds of 33 rows, 26 min 45 s
 *   <li>{@code --scaling}: a server's answers with 1 thread to twice the cores, by provider
 * </ul>
 *
 * <p>{@code -p} replaces the values of one parameter, {@code -t} the numbers of threads, and a
 * filter selects benchmarks by name: {@code scripts/bench --quick -p bits=4096} measures every
 * benchmark once at RSA-4096.
 */
package dev.kexbench.bench;
