/**
 * Shows where the time of one answer goes: a {@link dev.kexbench.bench.waterfall.Waterfall} is
 * computed from benchmark scores, and {@link dev.kexbench.bench.waterfall.WaterfallText} draws it.
 */
package dev.kexbench.bench.waterfall;
