/**
 * What each step of an exchange costs, measured with JMH: {@link dev.kexbench.bench.BenchMain} is
 * {@code scripts/bench}. This page is for whoever reads its results.
 *
 * <h2>What a number means</h2>
 *
 * <ul>
 *   <li><b>score</b>: the time of one operation on one thread: the mean of each fork's iterations,
 *       and of these the median, which a fork that was disturbed does not move. A fork is a new
 *       JVM; its warm-up does not count. What one operation is stands in the benchmark's
 *       documentation.
 *   <li><b>±</b>: half of the 95 % interval of that median, with the fork as the sample, since
 *       iterations of one fork share its compiled code and its memory. JMH's own interval takes
 *       every iteration for a sample and is too narrow.
 *   <li><b>B/op</b>: bytes that an operation allocates, from the profiler that always runs. It
 *       hardly varies, so it tells two builds apart where time cannot. It counts what a check at
 *       the end allocates, too, and in {@code ClientBenchmark.confirm} what each preparation does.
 *   <li><b>to fresh</b> (or {@code new}, {@code per-use}, {@code good}): the time over that of the
 *       row that differs in this one parameter only, taken within each round, where both met the
 *       same machine; {@code ~} where the 95 % interval of that ratio holds 1.
 *   <li><b>floor</b>: every class has a benchmark of that name, which is the operation without the
 *       part in question. What a class is about is the difference to it.
 *   <li><b>efficiency</b>: what of the rate of one thread, times as many as there are cores for, so
 *       many threads reach together.
 * </ul>
 *
 * <h2>What it does not mean</h2>
 *
 * <ul>
 *   <li>A score is a time under full load, no latency and no percentile: those are {@code
 *       scripts/loadtest}'s.
 *   <li>Nothing here has sockets, queues or other clients between two operations, so caches are
 *       warmer than a server's. A server reaches 80 to 95 % of what is predicted here.
 *   <li>Absolute times are of one machine, one JDK and one hour. Compare what was measured in one
 *       run, or interleaved ({@code --jdk}, {@code --against}); the machine's speed may change by a
 *       tenth between two runs, and by more where others share it. That is why a run has rounds, in
 *       each of which every row gets one fork.
 *   <li>Two rows with a {@code ~} are not shown to differ; that they are the same is not shown
 *       either. {@code --calibrate} tells what differs between a build and itself.
 * </ul>
 *
 * <h2>How to read the waterfall</h2>
 *
 * One answer of the server, from OFFER to ACK, is {@code ExchangeBenchmark.answer}. Each line above
 * it is a part that was measured by itself: the private-key operation ({@code
 * ExchangeBenchmark.floor}), then in the order of the server's work the codec, the client's row,
 * OAEP decoding, the MAC inside the ciphertext, transcript and key schedule, the ACK's random
 * bytes, and borrowing from pools. Bars begin where the part before ends; the private key's is cut,
 * or the others could not be seen. <b>Unexplained</b> is what the whole takes beyond its parts:
 * roles and steps, wiping, copies, and what caches cost when parts take turns. Its ± is that of
 * what the whole and the private key differ by in each round, so on a noisy machine it may well be
 * larger than the figure, or the figure below 0; then all that is known of it is that it is small.
 *
 * <p>The ceiling is one second over one answer, and that times the cores: nothing that answers by
 * this code on such cores can do more. What TCP and a queue take comes on top. <b>Hardening</b> is
 * what KX1 takes beyond the unhardened exchange ({@code UnhardenedExchangeBenchmark}).
 *
 * <h2>One result, explained</h2>
 *
 * A default run of 2026-11-24 on two cores of an AMD EPYC (Milan) with JDK 17, while others used
 * the same host: forks of one row varied by 14 % (median of the standard deviation). Of its
 * waterfall:
 *
 * <pre>
 * RSA-2048, accp              µs         ±     share   # is 0.174 µs
 * private-key operation      684        99    99.0 %   ================== // ==================
 * codec                   0.0994    0.0170     0.0 %   #
 * client lookup           0.0195    0.0061     0.0 %    #
 * OAEP decoding             1.61      0.05     0.2 %    #########
 * MAC                       1.14      0.35     0.2 %             #######
 * key schedule              3.21      1.29     0.5 %                    ##################
 * random bytes             0.361     0.064     0.1 %                                      ##
 * pool                    0.0152    0.0014     0.0 %                                        #
 * unexplained              0.503   115.713     0.1 %                                        ###
 * one answer                 691        21   100.0 %
 * By this one core answers at most 1,448 a second, 2 cores 2,896.
 * </pre>
 *
 * <p>Nothing but the private key is worth tuning: all else together is 7 µs of 691. Half of that
 * are the seven hashes and MACs of transcript and key schedule. The parts add up to what was
 * measured, but how well is not known better than the ± of the private-key operation, which one
 * disturbed fork of seven made as large as 99: the median did not move, its interval did. What of
 * the 7 µs is sure is what was measured without RSA, line by line. The same operation took 671 µs
 * in {@code PoolBenchmark}, minutes away: 2 % between two rows is the hour, not the code.
 *
 * <p>Two things that the tables of that run say beside it. A new ACCP cipher for each use costs
 * 1,315 µs instead of 671, though making it and importing the key takes 210: the rest is what the
 * first operation with a new key prepares, so the import alone understates what a pool saves. And a
 * keyed MAC for each client pays with the JDK (0.84 of keying for each use) and not with ACCP (2.1
 * with a hundred thousand clients), whose clones are dear.
 *
 * <h2>Which rows are measured</h2>
 *
 * The files {@code quick.rows}, {@code standard.rows}, {@code full.rows} and {@code scaling.rows}
 * beside the benchmarks say so, in the words of the command line. With all three providers and two
 * cores:
 *
 * <ul>
 *   <li>{@code --quick}: every benchmark once, 3 rounds of 35 rows, about three minutes; a whole
 *       answer is not quite compiled by then, which its waterfall shows as unexplained
 *   <li>{@code --exchanges}: a whole handshake of every exchange, 7 rounds of 16 rows, five minutes
 *   <li>by default: 7 rounds of 115 rows, about 36 minutes
 *   <li>{@code --full}: every combination, 688 rows, about three hours and a half
 *   <li>{@code --scaling}: a server's answers with 1 thread to twice the cores, by provider
 * </ul>
 *
 * <p>{@code -p} replaces the values of one parameter, {@code -t} the numbers of threads, and a
 * filter measures whatever it names: {@code scripts/bench --quick -p bits=4096} is every benchmark
 * once at RSA-4096.
 */
package dev.kexbench.bench;
