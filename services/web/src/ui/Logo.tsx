/** The mark of the product: a speech bubble that is answered. */
export function Logo({ size = 32 }: { size?: number }) {
  return (
    <span className="logo" style={{ width: size, height: size }} aria-hidden>
      <svg viewBox="0 0 32 32" width={size * 0.78} height={size * 0.78} role="presentation">
        <path
          d="M6 9.500A4.500 4.500 0 0 1 10.500 5h11A4.500 4.500 0 0 1 26 9.500v8a4.500 4.500 0 0 1-4.500 4.500H16l-6.500 5.500V22A4 4 0 0 1 6 17.500z"
          fill="none"
          stroke="currentColor"
          strokeWidth="2.600"
          strokeLinejoin="round"
        />
        <path
          d="M11.500 13.600l3.200 3.200 6-6.200"
          fill="none"
          stroke="currentColor"
          strokeWidth="2.600"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
    </span>
  );
}
