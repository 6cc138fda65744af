/** Pictures of {@link org.stillpoint.plot} on screen and as files of pixels. */
package org.stillpoint.ui.internal.paint;
