import { useEffect, useRef, useState, type RefObject } from "react";

/** Size of an element in whole pixels. 0 until it is measured. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Measures an element. `near` becomes true when the element is close to the visible part of the page, and remains true. */
export function useSize(): { readonly ref: RefObject<HTMLDivElement | null>; readonly size: Size; readonly near: boolean } {
  const ref = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  const [near, setNear] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const measure = new ResizeObserver(() => {
      const { width, height } = element.getBoundingClientRect();
      setSize((before) => {
        const next = { width: Math.floor(width), height: Math.floor(height) };
        return before.width === next.width && before.height === next.height ? before : next;
      });
    });
    const watch = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && setNear(true), {
      rootMargin: "400px",
    });
    measure.observe(element);
    watch.observe(element);
    return () => {
      measure.disconnect();
      watch.disconnect();
    };
  }, []);
  return { ref, size, near };
}
