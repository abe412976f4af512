{{/* Labels of everything in this release. */}}
{{- define "otklik.labels" -}}
app.kubernetes.io/name: otklik
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{/* What never changes, for selectors. */}}
{{- define "otklik.selector" -}}
app.kubernetes.io/name: otklik
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "otklik.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{/* Nothing runs as root or writes outside its volumes. */}}
{{- define "otklik.container" -}}
image: {{ include "otklik.image" . | quote }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
{{- end }}

{{/* Links to services would arrive as variables that begin with the release's name, and unknown ones are refused. */}}
{{- define "otklik.pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  fsGroup: 10001
  seccompProfile:
    type: RuntimeDefault
{{- end }}

{{/* Environment of both long-running sides: no access of the schema's owner. */}}
{{- define "otklik.environment" -}}
envFrom:
  - configMapRef:
      name: {{ .Release.Name }}
env:
  - name: OTKLIK_DATABASE_URL
    valueFrom:
      secretKeyRef:
        name: {{ .Values.secretName }}
        key: database-url
  - name: OTKLIK_REDIS_URL
    valueFrom:
      secretKeyRef:
        name: {{ .Values.secretName }}
        key: redis-url
  {{- if .Values.mail }}
  - name: OTKLIK_SMTP_URL
    valueFrom:
      secretKeyRef:
        name: {{ .Values.secretName }}
        key: smtp-url
  {{- end }}
volumeMounts:
  - name: key
    mountPath: /run/otklik
    readOnly: true
  - name: files
    mountPath: /var/lib/otklik
  - name: scratch
    mountPath: /tmp
{{- end }}

{{- define "otklik.volumes" -}}
volumes:
  - name: key
    secret:
      secretName: {{ .Values.secretName }}
      defaultMode: 0440
      items:
        - key: secret-key
          path: secret-key
  - name: files
    {{- if .Values.files.claim }}
    persistentVolumeClaim:
      claimName: {{ .Values.files.claim }}
    {{- else }}
    emptyDir: {}
    {{- end }}
  - name: scratch
    emptyDir: {}
{{- end }}
