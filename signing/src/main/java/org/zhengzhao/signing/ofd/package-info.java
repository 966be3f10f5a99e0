/**
 * OFD documents (GB/T 33190) with electronic seals (GM/T 0031, GB/T 38540) and signatures (GB/T 35275): read within limits and
 * verified. Nothing is drawn and nothing is issued here.
 */
@NullMarked
package org.zhengzhao.signing.ofd;

import org.jspecify.annotations.NullMarked;
