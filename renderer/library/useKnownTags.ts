import { useMemo } from 'react'
import { useCall } from '../api/useCall.ts'

/** Tags in use, the most used first: what a tag field suggests. */
export function useKnownTags(): readonly string[] {
  const { data } = useCall('listTags', {})
  return useMemo(() => [...(data?.tags ?? [])].sort((a, b) => b.count - a.count).map(({ tag }) => tag), [data])
}
