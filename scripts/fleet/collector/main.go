// Reads OTLP/JSON, a request a line, with the decoder of OpenTelemetry's own collector, and prints how many spans there
// were. Ends with 1 for what that decoder does not know.
package main

import (
	"bufio"
	"fmt"
	"os"

	"go.opentelemetry.io/collector/pdata/ptrace"
)

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<30)
	decoder := &ptrace.JSONUnmarshaler{DisallowUnknownFields: true}
	spans := 0
	for lines.Scan() {
		traces, err := decoder.UnmarshalTraces(lines.Bytes())
		check(err)
		spans += traces.SpanCount()
	}
	check(lines.Err())
	fmt.Println(spans)
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
