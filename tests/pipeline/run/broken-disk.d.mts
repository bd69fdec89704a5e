export function breakDisk(options: {
  readonly folder: string;
  readonly fault: 'ENOSPC' | 'EROFS';
  readonly room: number;
}): () => void;
