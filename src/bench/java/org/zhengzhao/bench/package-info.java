/**
 * Measures the packaged product: every figure next to the limit of the same machine in the same run. Started from source by
 * {@code src/bench/run}; not part of the product.
 */
package org.zhengzhao.bench;
