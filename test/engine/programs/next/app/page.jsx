export default function Page() {
  return <h1>Trades</h1>;
}
