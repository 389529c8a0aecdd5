import { useCall } from './useCall.ts'

/** Whether the library can only be read here; what would change it is not offered then. */
export function useReadOnly(): boolean {
  return useCall('libraryStatus', {}).data?.readOnly ?? false
}
