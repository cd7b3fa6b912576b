/**
 * Where the time of one answer goes: a {@link dev.kexbench.bench.waterfall.Waterfall} is made from
 * scores of the suite, and {@link dev.kexbench.bench.waterfall.WaterfallText} draws it.
 */
package dev.kexbench.bench.waterfall;
