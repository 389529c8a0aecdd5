interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/**
 * Where the toolbar stands, in the coordinates of the boxes: centred over the first line of the selection, below its last
 * line where there is no room above; never outside `bounds`.
 */
export function placeToolbar(
  selection: { readonly first: Box; readonly last: Box },
  size: { readonly width: number; readonly height: number },
  bounds: Box,
  gap = 10,
): { readonly left: number; readonly top: number; readonly above: boolean } {
  const roomAbove = selection.first.top - gap - size.height >= bounds.top
  const roomBelow = selection.last.bottom + gap + size.height <= bounds.bottom
  const above = roomAbove || !roomBelow
  const line = above ? selection.first : selection.last
  const wanted = (line.left + line.right) / 2 - size.width / 2
  const left = Math.max(bounds.left + 8, Math.min(wanted, bounds.right - size.width - 8))
  const top = above
    ? Math.max(bounds.top + 4, selection.first.top - gap - size.height)
    : Math.min(selection.last.bottom + gap, bounds.bottom - size.height - 4)
  return { left, top, above }
}
