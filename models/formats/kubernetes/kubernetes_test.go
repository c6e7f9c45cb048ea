package kubernetes_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/formats/formattest"
	"github.com/meoktong/meoktong/models/formats/kubernetes"
)

func readText(files ...string) *format.Document {
	list := make([]format.File, len(files))
	for i, f := range files {
		list[i] = format.File{Name: fmt.Sprintf("%d.yaml", i+1), Data: []byte(f)}
	}
	return kubernetes.Format().Read(list, format.Options{})
}

// TestRead compares readings of files that have the traps of real ones with what they
// should bring.
func TestRead(t *testing.T) {
	for golden, names := range map[string][]string{"shop.txt": {"shop.yaml"}, "both.txt": {"shop.yaml", "post.yaml"}} {
		got := formattest.Text(formattest.Files(t, kubernetes.Format(), names...))
		for _, secret := range []string{"secret that stays", "1pw", "postgres:"} {
			if strings.Contains(got, secret) {
				t.Errorf("%s: an environment value is in the model: %s", golden, secret)
			}
		}
		formattest.Golden(t, golden, got)
	}
}

// TestCounts keeps that what is read and what is left out is all that the files say.
func TestCounts(t *testing.T) {
	for _, c := range []struct {
		files        []string
		nodes, edges int
	}{
		{[]string{"shop.yaml"}, 11, 12},
		{[]string{"shop.yaml", "post.yaml"}, 14, 17},
	} {
		doc := formattest.Files(t, kubernetes.Format(), c.files...)
		nodes, edges := formattest.Said(doc)
		if nodes != c.nodes || edges != c.edges {
			t.Errorf("%v: %d nodes and %d edges, not %d and %d", c.files, nodes, edges, c.nodes, c.edges)
		}
	}
}

// manifests are a workload of a kind with some spec and pod, a Service db with a workload
// behind it, and whatever else.
func manifests(kind, spec, pod, more string) string {
	return `{apiVersion: apps/v1, kind: ` + kind + `, metadata: {name: a}, spec: {` + spec + ` template: {metadata: {labels: {app: a, tier: x}}, spec: {` + pod + `}}}}
---
{apiVersion: v1, kind: Service, metadata: {name: db}, spec: {selector: {app: db}}}
---
{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: db}, spec: {template: {metadata: {labels: {app: db}}}}}
---
` + more
}

// TestHosts reads the ways in which values name a Service, and those in which they do not.
func TestHosts(t *testing.T) {
	const yes, maybe, no, outside = `on = "db"`, "may be no address: a Deployment -> db", "# 3 nodes, 1 edges", "name no Service of these files: a Deployment: "
	for said, want := range map[string]string{
		`env: [{name: DB_HOST, value: db}]`:                         yes,
		`env: [{name: DB, value: "db:5432"}]`:                       yes,
		`env: [{name: DB, value: "DB:5432"}]`:                       yes,
		`env: [{name: DB, value: "pg://db/x"}]`:                     yes,
		`env: [{name: DB, value: "jdbc:pg://u:p@db/x"}]`:            yes,
		`env: [{name: DB, value: "pg://db:1p@x/y"}]`:                no,
		`env: [{name: DB, value: "Host=db;User=x"}]`:                yes,
		`env: [{name: DB, value: "User=db;Host=x"}]`:                no,
		`env: [{name: DB, value: db.default}]`:                      maybe,
		`env: [{name: DB, value: db.default.svc}]`:                  yes,
		`env: [{name: DB, value: db.other.svc}]`:                    no,
		`env: [{name: DB_HOST, value: db.example.com}]`:             no,
		`env: [{name: DB_HOSTS, value: "x, db"}]`:                   yes,
		`env: [{name: DB_HOST_2, value: db}]`:                       yes,
		`env: [{name: DB_HOST, value: x db.}]`:                      yes,
		`env: [{name: PEERS, value: db-1.db}]`:                      yes,
		`env: [{name: PEERS, value: db-x.db}]`:                      no,
		`env: [{name: DB_NAME, value: db}]`:                         maybe,
		`env: [{name: TEXT, value: the db is here}]`:                no,
		`env: [{name: OTHER, value: "other:80"}]`:                   outside + "OTHER",
		`env: [{name: OTHER, value: "http://localhost:80"}]`:        no,
		`env: [{name: X, valueFrom: {configMapKeyRef: {name: c}}}]`: "not read: a Deployment: X",
		`env: [{name: X, valueFrom: {fieldRef: {name: c}}}]`:        no,
		`envFrom: [{secretRef: {name: c}}]`:                         "not read: a Deployment: envFrom",
		`args: ["--db=db:5432"]`:                                    yes,
		`args: ["--db-host=db"]`:                                    yes,
		`args: [--db-host, db]`:                                     yes,
		`args: [--db, db]`:                                          maybe,
		`command: [run, "db:1"]`:                                    yes,
		`env: 5`:                                                    no, `args: {a: b}`: no, `env: [5, [], {name: [], value: {}}]`: no,
	} {
		got := formattest.Text(readText(manifests("Deployment", "", "containers: [{"+said+"}]", "")))
		if !strings.Contains(got, want) {
			t.Errorf("%s: no %s in\n%s", said, want, got)
		}
	}
	for said, want := range map[string]string{
		`initContainers: [{env: [{name: X, value: "db:1"}]}]`:                                                  "only init containers name: they order the start: a Deployment -> db",
		`initContainers: [{restartPolicy: Always, env: [{name: X, value: "db:1"}]}]`:                           yes,
		`initContainers: [{env: [{name: X, value: "db:1"}]}], containers: [{env: [{name: X, value: "db:1"}]}]`: yes,
		`containers: [{env: [{name: Y, value: db}, {name: X, value: "db:1"}, {name: X, value: "db:2"}]}]`:      "# 3 nodes, 2 edges",
		``: "these files name none",
	} {
		got := formattest.Text(readText(manifests("Deployment", "", said, "")))
		if !strings.Contains(got, want) {
			t.Errorf("%s: no %s in\n%s", said, want, got)
		}
	}
}

// TestReplicas makes nodes of replicas that are kept apart, and of no others.
func TestReplicas(t *testing.T) {
	const (
		zones = `topologySpreadConstraints: [{topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app: a}}}]`
		hosts = `affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: kubernetes.io/hostname, labelSelector: {matchExpressions: [{key: app, operator: In, values: [a]}]}}]}}`
		any   = `needs = [{ any = ["a-deployment-1", "a-deployment-2", "a-deployment-3"]`
		two   = `needs = [{ at_least = 2, confidence = "assumed", of = ["a-deployment-1"`
		none  = `which nothing here keeps apart`
	)
	pdb := func(what string) string {
		return `{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: p}, spec: {` + what + `, selector: {matchLabels: {tier: x}}}}`
	}
	for _, c := range []struct{ spec, pod, more, want string }{
		{"replicas: 3,", zones, "", any},
		{"replicas: 3,", zones, "", "3 replicas, each in another zone"},
		{"replicas: 3,", hosts, "", "3 replicas, each in another host"},
		{"replicas: 3,", hosts, pdb("minAvailable: 2"), two},
		{"replicas: 3,", hosts, pdb("maxUnavailable: 1"), two},
		{"replicas: 3,", hosts, pdb("minAvailable: 34%"), two},
		{"replicas: 3,", hosts, pdb("minAvailable: 99"), "at_least = 3"},
		{"replicas: 3,", hosts, pdb("maxUnavailable: 3"), any},
		{"replicas: 3,", hosts, pdb("minAvailable: many"), any},
		{"replicas: 3,", "", pdb("minAvailable: 2"), "PodDisruptionBudgets of nothing whose replicas are kept apart: p"},
		{"replicas: 3,", "", "", none},
		{"replicas: 3,", strings.Replace(zones, "DoNotSchedule", "ScheduleAnyway", 1), "", none},
		{"replicas: 3,", strings.Replace(zones, "app: a", "app: b", 1), "", none},
		{"replicas: 3,", strings.Replace(zones, "app: a", "", 1), "", none},
		{"replicas: 3,", strings.Replace(hosts, "In,", "NotIn,", 1), "", none},
		{"replicas: 3,", strings.Replace(hosts, "required", "preferred", 1), "", none},
		{"replicas: 0,", zones, "", "no replicas run"},
		{"replicas: 1,", zones, "", "[service.a-deployment]\nname = \"a (Deployment)\"\nsource"},
		{"replicas: -3,", zones, "", "replicas that are no number"},
		{"replicas: 1000000000,", zones, "", "more than 100 replicas"},
	} {
		got := formattest.Text(readText(manifests("Deployment", c.spec, c.pod, c.more)))
		if !strings.Contains(got, c.want) {
			t.Errorf("%s %s %s: no %s in\n%s", c.spec, c.pod, c.more, c.want, got)
		}
	}
}

// TestObjects tells objects from others.
func TestObjects(t *testing.T) {
	for said, want := range map[string]string{
		"{apiVersion: v1, kind: Pod, metadata: {name: p, labels: {a: b}}}\n---\n{apiVersion: v1, kind: Service, metadata: {name: s}, spec: {selector: {a: b}}}": "# 2 nodes, 1 edges",
		"{apiVersion: serving.knative.dev/v1, kind: Service, metadata: {name: p}}":                                                                              "no workloads and no Services: Service p",
		"{apiVersion: v1, kind: Pod, metadata: {generateName: p-}}":                                                                                             "[service.p-pod]",
		"{apiVersion: v1, kind: Pod, metadata: {}}":                                                                                                             "node objects without a name: Pod",
		"{apiVersion: v1, kind: Pod, metadata: {name: p}}\n---\n{apiVersion: v1, kind: Pod, metadata: {name: p}}":                                               "node objects that are defined once more: p Pod",
		"{apiVersion: v1, kind: Pod, metadata: {name: p, namespace: n}}\n---\n{apiVersion: v1, kind: Pod, metadata: {name: p}}":                                 "[service.n-p-pod]",
		"{apiVersion: v1, kind: Service, metadata: {name: s}, spec: {selector: {a: b}}}":                                                                        "select no workload of these files: s",
		"a: b\n---\n- c\n---\n": "documents that are no objects",
		`{"apiVersion": "v1", "kind": "List", "items": [{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"}}]}`: "# 1 nodes",
		"apiVersion: v1\nkind: {{ .Values.kind }}\n  a: [":                                                                "yaml: this is no YAML",
		"{apiVersion: apps/v1, kind: Deployment, metadata: {name: p}, spec: 5}":                                           "# 1 nodes",
		"{apiVersion: apps/v1, kind: Deployment, metadata: [], spec: {template: []}}":                                     "without a name",
	} {
		if got := formattest.Text(readText(said)); !strings.Contains(got, want) {
			t.Errorf("%s: no %s in\n%s", said, want, got)
		}
	}
	for kind := range map[string]bool{"Deployment": true, "StatefulSet": true, "DaemonSet": true, "ReplicaSet": true, "ReplicationController": true, "Job": true, "Rollout": true, "DeploymentConfig": true} {
		if got := formattest.Text(readText(manifests(kind, "", `containers: [{args: ["db:1"]}]`, ""))); !strings.Contains(got, `on = "db"`) {
			t.Errorf("%s: %s", kind, got)
		}
	}
}

// TestMany reads ten thousand manifests, and holds selectors against them no longer than
// that.
func TestMany(t *testing.T) {
	start := time.Now()
	doc := readText(many(5000, "d%d"))
	if doc.Counts != (format.Counts{Nodes: 10000, Edges: 10000}) || time.Since(start) > time.Minute {
		t.Errorf("%+v in %s", doc.Counts, time.Since(start))
	}
	if doc := readText(many(1500, "one")); len(doc.Flaws) != 1 || doc.Flaws[0].Code != "too-large" {
		t.Errorf("%+v %+v", doc.Counts, doc.Flaws)
	}
}

// many is n workloads and as many Services, the pods with the label app as a pattern says.
func many(n int, app string) string {
	var b strings.Builder
	for i := range n {
		label := strings.ReplaceAll(app, "%d", fmt.Sprint(i))
		fmt.Fprintf(&b, "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: d%d\nspec:\n  template:\n    metadata:\n      labels:\n        app: %s\n        tier: all\n    spec:\n      containers:\n      - name: main\n        image: registry/main:1\n        resources:\n          requests:\n            cpu: 100m\n            memory: 64Mi\n        env:\n        - name: NEXT_ADDR\n          value: \"d%d:80\"\n        - name: MODE\n          value: fast\n---\n", i, label, (i+1)%n)
		fmt.Fprintf(&b, "apiVersion: v1\nkind: Service\nmetadata:\n  name: d%d\nspec:\n  ports: [{port: 80}]\n  selector:\n    tier: all\n    app: %s\n---\n", i, label)
	}
	return b.String()
}

func TestSniff(t *testing.T) {
	f := kubernetes.Format()
	for said, want := range map[string]bool{
		"# a\n---\napiVersion: v1\nkind: Pod\n": true, "kind: \"List\"\n'apiVersion' : \"v1\"\n": true, `{"apiVersion":"v1","kind":"List"}`: true, "{\n  \"kind\": \"List\",\n  \"apiVersion\": \"v1\"": true,
		"{apiVersion: v1,\n kind: Pod}": true, "apiVersion: backstage.io/v1alpha1\nkind: API\n": false, "apiVersion: v1\n": false, "services:\n  a:\n": false, `{"format_version": "1.0"}`: false,
		`{"apiVersion":"backstage.io/v1alpha1","kind":"API"}`: false, `{"a": {"kind": "x"}}`: false,
	} {
		if f.Sniff([]byte(said)) != want {
			t.Errorf("%q: %t", said, !want)
		}
	}
}

// FuzzRead looks for panics, for flaws outside the file, and for what is read twice
// otherwise.
func FuzzRead(f *testing.F) {
	for _, name := range []string{"shop.yaml", "post.yaml"} {
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte(manifests("Deployment", "replicas: &x 3,", "containers: [{env: [{name: X_HOST, value: 'db-0.db,é@db:1'}]}]", "{a: *x}")))
	f.Fuzz(func(t *testing.T, data []byte) {
		doc := readText(string(data))
		for _, x := range doc.Flaws {
			if x.At.Start < 0 || x.At.End < x.At.Start || x.At.End > len(data) || x.Code == "" || x.Message == "" {
				t.Fatalf("%+v", x)
			}
		}
		if again := formattest.Text(readText(string(data))); again != formattest.Text(doc) {
			t.Fatalf("%s\nand then\n%s", formattest.Text(doc), again)
		}
	})
}
